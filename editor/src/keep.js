// What is typed is kept on the server a moment after the last sign, and in this browser when the server is away.
const PAUSE = 2000;

/** Keeps a form, and says so in its own words, which stand in the page. */
export function keep(form) {
  const address = form.dataset.unsaved;
  const told = form.querySelector("[data-kept]");
  const here = `gongkai:${form.dataset.who}:${address}`;
  let timer;
  let round = 0;

  const send = async (body) => {
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
    // whoever is not signed in any more is led to another page
    if (!answer.ok || answer.redirected) throw new Error(answer.status);
    return answer.text();
  };
  const now = async () => {
    const mine = ++round;
    const body = new URLSearchParams(new FormData(form));
    try {
      const words = await send(body);
      localStorage.removeItem(here);
      if (mine === round) told.textContent = words;
    } catch {
      localStorage.setItem(here, body.toString());
      if (mine === round) told.textContent = told.dataset.away;
    }
  };
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(now, PAUSE);
  });
  form.addEventListener("submit", () => clearTimeout(timer));

  // what stayed in the browser is brought to the server, whose page then offers it
  const stayed = localStorage.getItem(here);
  if (stayed) {
    send(new URLSearchParams(stayed)).then(() => {
      localStorage.removeItem(here);
      window.location.reload();
    }, () => {});
  }
}
