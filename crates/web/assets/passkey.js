// Passkeys: the browser is asked for one, and what it says goes with the form. Without this file the password is the way.
(() => {
  "use strict";
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (sign) => sign.charCodeAt(0));
  const text = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
    .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const each = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  // What the server wrote down in letters, as the browser wants it.
  const asked = (options) => ({
    ...options,
    challenge: bytes(options.challenge),
    ...(options.user && { user: { ...options.user, id: bytes(options.user.id) } }),
    ...(options.allowCredentials && { allowCredentials: each(options.allowCredentials) }),
    ...(options.excludeCredentials && { excludeCredentials: each(options.excludeCredentials) }),
  });

  const said = {
    create: async (publicKey) => {
      const { response } = await navigator.credentials.create({ publicKey });
      return { client: response.clientDataJSON, attestation: response.attestationObject };
    },
    get: async (publicKey) => {
      const { rawId, response } = await navigator.credentials.get({ publicKey });
      return {
        credential: rawId,
        client: response.clientDataJSON,
        authenticator: response.authenticatorData,
        signature: response.signature,
        user: response.userHandle || new ArrayBuffer(0),
      };
    },
  };

  document.querySelectorAll("form[data-passkey]").forEach((form) => {
    const fits = window.PublicKeyCredential && window.isSecureContext && location.origin === form.dataset.origin;
    document.querySelectorAll("[data-unfit]").forEach((sentence) => { sentence.hidden = fits; });
    if (!fits) return;
    form.hidden = false;
    const failed = form.querySelector("[data-failed]");
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      failed.hidden = true;
      try {
        const answer = await fetch(form.dataset.challenge, { method: "POST", credentials: "same-origin" });
        const parts = await said[form.dataset.passkey](asked(await answer.json()));
        Object.entries(parts).forEach(([name, part]) => { form.elements[name].value = text(part); });
        form.submit();
      } catch (_) {
        delete form.dataset.sent;
        failed.hidden = false;
        failed.focus();
      }
    });
  });
})();
