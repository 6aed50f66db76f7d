// Opens pages in another browser than the tests' own, and evaluates functions in them:
// node drive.mjs PACKAGES firefox|webkit PROGRAM [WebKitWebDriver's address] < JOBS
//
// JOBS is JSON: an array of { url, script, argument, reach, type, width }. What each script, an async
// function of one argument, answers in its page is written as an array, in JSON. Before it is asked,
// Tab is pressed until the element that reach selects has the focus, then type is typed there, key
// by key. width is that of the window, in pixels, for the first job of a page.
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"

const [packages, name, program, driver] = process.argv.slice(2)
const load = createRequire(`${packages}/`)

const SCREEN = { width: 1280, height: 900 } // wide: the box is in the header
const MOST_TABS = 150 // before an element is said to be out of reach
const KEYS = { "\t": "\uE004", "\n": "\uE007" } // as the WebDriver protocol writes them

const isReached = async (selector) => document.activeElement.matches(selector)

const open = {
  firefox: async () => {
    const { launch } = await import(load.resolve("puppeteer-core"))
    const browser = await launch({
      browser: "firefox",
      executablePath: program,
      defaultViewport: SCREEN,
      // Firefox's own setting, which puppeteer turns off: a file reads no other file.
      extraPrefsFirefox: { "security.fileuri.strict_origin_policy": true },
    })
    const page = await browser.newPage()
    return {
      go: (url) => page.goto(url),
      ask: (script, argument) => page.evaluate(`(${script})(${JSON.stringify(argument)})`),
      type: (text) => (text === "\t" ? page.keyboard.press("Tab") : page.keyboard.type(text)),
      resize: (width) => page.setViewport({ ...SCREEN, width }),
      close: () => browser.close(),
    }
  },
  webkit: async () => {
    /** Asks what the WebDriver protocol says, of the driver's address. */
    const send = async (method, path, body = {}) => {
      const answer = await fetch(`${driver}/session${path}`, {
        method,
        body: method === "POST" ? JSON.stringify(body) : undefined,
      })
      const { value } = await answer.json()
      if (value?.error) throw new Error(`${value.error}: ${value.message}`)
      return value
    }
    const browserName = "MiniBrowser"
    const options = { binary: program, args: ["--automation"] }
    const asked = { browserName, "webkitgtk:browserOptions": options, timeouts: { script: 300_000 } }
    const { sessionId } = await send("POST", "", { capabilities: { alwaysMatch: asked } })
    const session = `/${sessionId}`
    await send("POST", `${session}/window/rect`, SCREEN)
    return {
      go: async (url) => {
        await send("POST", `${session}/url`, { url })
        // It may answer before the scripts of the page have run.
        const script = `if (document.readyState === "complete") arguments[0]()
          else addEventListener("load", () => arguments[0]())`
        await send("POST", `${session}/execute/async`, { script, args: [] })
      },
      ask: async (script, argument) => {
        const [answer, error] = await send("POST", `${session}/execute/async`, {
          script: `(${script})(arguments[0]).then((answer) => arguments[1]([answer, ""]),
            (error) => arguments[1]([null, String(error)]))`,
          args: [argument],
        })
        if (error) throw new Error(error)
        return answer
      },
      type: (text) => {
        const pressed = [...text].flatMap((sign) => {
          const value = KEYS[sign] ?? sign
          return [{ type: "keyDown", value }, { type: "keyUp", value }]
        })
        const keyboard = { type: "key", id: "keyboard", actions: pressed }
        return send("POST", `${session}/actions`, { actions: [keyboard] })
      },
      resize: (width) => send("POST", `${session}/window/rect`, { ...SCREEN, width }),
      close: () => send("DELETE", session),
    }
  },
}

const browser = await open[name]()
try {
  const answers = []
  let at = ""
  for (const job of JSON.parse(readFileSync(0, "utf8"))) {
    const { url, script, argument, reach, type = "", width } = job
    if (width) await browser.resize(width)
    if (url !== at) await browser.go(url)
    at = url
    for (let tabs = 0; reach && !(await browser.ask(isReached, reach)); tabs++) {
      if (tabs === MOST_TABS) throw new Error(`${url} ${reach} was never reached`)
      await browser.type("\t")
    }
    if (type) await browser.type(type)
    const answer = await browser.ask(script, argument).catch((error) => {
      throw new Error(`${url} ${JSON.stringify(argument)}: ${error.message}`)
    })
    answers.push(answer)
  }
  process.stdout.write(JSON.stringify(answers))
} finally {
  await browser.close()
}
