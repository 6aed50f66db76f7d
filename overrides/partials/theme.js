try{const t=localStorage.getItem("theme");document.documentElement.dataset.theme=["clair","sombre"].includes(t)?t:"auto"}catch(e){}
