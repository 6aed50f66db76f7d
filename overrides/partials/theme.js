try{document.documentElement.dataset.theme=localStorage.getItem("theme")||"auto"}catch(e){}
