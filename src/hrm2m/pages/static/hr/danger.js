// Danger now without signal: says in large letters that nobody has been told, shows the numbers, keeps trying.
// Without this file the press is an ordinary form, and the numbers stand above its buttons.
const panel = document.querySelector("[data-no-signal]");
const form = document.querySelector("form[data-danger]");
const SECONDS_FOR_AN_ANSWER = 8;
const SECONDS_UNTIL_NEXT_TRY = 10;

function warn() {
  if (!panel) return;
  panel.hidden = false;
  panel.focus();
  window.scrollTo(0, 0);
}

async function ask(address, options) {
  const stop = new AbortController();
  const timer = setTimeout(() => stop.abort(), SECONDS_FOR_AN_ANSWER * 1000);
  try {
    return await fetch(address, { ...options, signal: stop.signal, credentials: "same-origin" });
  } finally {
    clearTimeout(timer);
  }
}

async function send(body) {
  try {
    const answer = await ask(form.action, { method: "POST", body });
    if (answer.redirected) {
      location.replace(answer.url);
      return;
    }
    // The server answered, and its answer is a page: that nobody has been told, or that something is wrong.
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    document.body.replaceWith(page.body);
  } catch {
    warn();
    setTimeout(() => send(body), SECONDS_UNTIL_NEXT_TRY * 1000);
  }
}

form?.addEventListener("submit", (event) => {
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  for (const button of form.querySelectorAll("button")) button.disabled = true;
  send(new URLSearchParams(body));
});

document.querySelector("a.hr-danger[href^='/danger']")?.addEventListener("click", async (event) => {
  event.preventDefault();
  const address = event.currentTarget.href;
  if (!navigator.onLine) return warn();
  try {
    await ask(address, { method: "HEAD" });
    location.assign(address);
  } catch {
    warn();
  }
});
