// Everything works without this file; it only makes some forms kinder.
(() => {
  "use strict";
  const each = (selector, act) => document.querySelectorAll(selector).forEach(act);

  // Controls that mean nothing without a script stay hidden until there is one.
  each("[data-print]", (button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });

  // A second click must not send the same form twice.
  each("form[method=post]", (form) => {
    form.addEventListener("submit", (event) => {
      if (form.dataset.sent) event.preventDefault();
      form.dataset.sent = "1";
    });
    // Coming back with the browser's own button finds the form usable again.
    window.addEventListener("pageshow", () => { delete form.dataset.sent; });
  });

  // Unsaved words are not lost by a slip of the hand.
  each("form[data-keep]", (form) => {
    let touched = false;
    form.addEventListener("input", () => { touched = true; });
    form.addEventListener("submit", () => { touched = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!touched) return;
      event.preventDefault();
      event.returnValue = "";
    });
  });

  // A form with data-live asks its server for a fragment after each change and shows it in
  // the element named by data-into. If the server does not answer, what was there stays.
  each("form[data-live]", (form) => {
    const place = document.getElementById(form.dataset.into);
    let timer, round = 0;
    form.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(async () => {
        const mine = ++round;
        try {
          const body = new URLSearchParams(new FormData(form));
          const answer = await fetch(form.dataset.live, { method: "POST", body, credentials: "same-origin" });
          if (answer.ok && mine === round) place.innerHTML = await answer.text();
        } catch (_) { /* offline: the last answer stays, the save button still works */ }
      }, 500);
    });
  });

  // The bell follows while the page is looked at; a hidden page would hold one of the browser's few connections.
  each("[data-news]", (bell) => {
    const count = bell.querySelector(".count");
    let source;
    const listen = () => {
      if (source) source.close();
      source = null;
      if (document.hidden || !window.EventSource) return;
      source = new EventSource(bell.dataset.news);
      source.onmessage = (event) => {
        count.textContent = event.data;
        count.hidden = event.data === "0";
      };
    };
    document.addEventListener("visibilitychange", listen);
    listen();
  });

  // The list of errors is read first.
  const errors = document.querySelector(".errors");
  if (errors) errors.focus();
})();
