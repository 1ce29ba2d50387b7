// @ts-check
// What a page loads in place of https://checkout.razorpay.com/v1/checkout.js: same global, same options, same events.
// A classic script, as the original is. It makes elements one by one: pages may enforce trusted types and a strict CSP.
(() => {
  const script = document.currentScript;
  if (!(script instanceof HTMLScriptElement)) throw new Error("Load checkout.js with a <script src>: that is how it finds its server.");
  const payPage = new URL("checkout/pay", script.src);

  /** What the frame may know: functions can't be sent, and the rest is none of its business. */
  const FOR_THE_FRAME = ["key", "order_id", "name", "description", "image", "prefill", "theme", "timeout"];

  class Razorpay {
    #options;
    #listeners = new Map();
    /** @type {AbortController | undefined} While open: ends every listener, the timer and the frame. */
    #opened;
    #frame = document.createElement("iframe");
    #attempts = 0;

    constructor(options = {}) {
      if (!options.key) throw new Error("No key passed");
      this.#options = options;
    }

    on(event, listener) {
      this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
      return this;
    }

    open() {
      if (this.#opened) return this;
      const { signal } = (this.#opened = new AbortController());
      this.#attempts = 0;
      const { timeout, modal } = this.#options;
      show(this.#frame, signal);
      addEventListener("message", (event) => this.#hear(event), { signal });
      // Escape in the frame is the frame's; this is for a focus that stayed behind.
      addEventListener("keydown", ({ key }) => key === "Escape" && modal?.escape !== false && this.#tell({ type: "ask-close" }), { signal });
      if (timeout > 0) {
        const timer = setTimeout(() => this.#dismiss("timeout"), timeout * 1000);
        signal.addEventListener("abort", () => clearTimeout(timer));
      }
      return this;
    }

    close() {
      this.#dismiss();
    }

    #hear({ source, origin, data }) {
      if (source !== this.#frame.contentWindow || origin !== payPage.origin) return;
      if (data.type === "ready") this.#introduce();
      if (data.type === "close") this.#dismiss();
      if (data.type === "paid") this.#finish(data.proof);
      if (data.type === "failed") this.#fail(data.error);
    }

    #tell(message) {
      this.#frame.contentWindow?.postMessage(message, payPage.origin);
    }

    #introduce() {
      const { modal } = this.#options;
      const options = Object.fromEntries(FOR_THE_FRAME.map((name) => [name, this.#options[name]]));
      // Through JSON, as a function anywhere in it would stop the message.
      this.#tell({ type: "open", options: JSON.parse(JSON.stringify(options)), escape: modal?.escape !== false, confirmClose: modal?.confirm_close === true });
    }

    #finish(proof) {
      this.#hide();
      const { handler, callback_url: url, redirect } = this.#options;
      if (url && (redirect || !handler)) submit(url, proof);
      else handler?.(proof);
    }

    #fail(error) {
      this.#attempts += 1;
      for (const listener of this.#listeners.get("payment.failed") ?? []) listener({ error });
      const { retry } = this.#options;
      const most = retry === false || retry?.enabled === false ? 0 : (retry?.max_count ?? Infinity);
      if (this.#attempts > most) this.#dismiss();
    }

    #dismiss(reason) {
      if (this.#hide()) this.#options.modal?.ondismiss?.(reason);
    }

    #hide() {
      const opened = this.#opened;
      this.#opened = undefined;
      opened?.abort();
      return opened !== undefined;
    }
  }

  /** Puts the frame over the page until the signal ends it, then gives the focus back. */
  function show(frame, signal) {
    const focused = deepestFocus();
    const { overflow } = document.body.style;
    const container = document.createElement("div");
    container.className = "razorpay-container";
    Object.assign(container.style, { position: "fixed", inset: "0", zIndex: "2147483647", background: "rgb(10 16 28 / 60%)" });
    frame.className = "razorpay-checkout-frame";
    frame.title = "Payment";
    // A frame whose scheme differs from its page's gets an opaque ground; the page inside chooses its own, in its card.
    Object.assign(frame.style, { position: "absolute", inset: "0", width: "100%", height: "100%", border: "0", background: "transparent", colorScheme: "light" });
    frame.src = `${payPage.href}#${location.origin}`;
    container.append(frame);
    document.body.append(container);
    document.body.style.overflow = "hidden";
    signal.addEventListener("abort", () => {
      container.remove();
      document.body.style.overflow = overflow;
      focused?.focus?.();
    });
  }

  function deepestFocus() {
    let focused = document.activeElement;
    while (focused?.shadowRoot?.activeElement) focused = focused.shadowRoot.activeElement;
    return /** @type {HTMLElement | null} */ (focused);
  }

  /** `callback_url`: the browser takes the answer there itself. */
  function submit(url, fields) {
    const form = document.createElement("form");
    form.method = "post";
    form.action = url;
    for (const [name, value] of Object.entries(fields)) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      form.append(input);
    }
    document.body.append(form);
    form.submit();
  }

  // With and without `new`, as both are found in the wild.
  Object.assign(window, {
    Razorpay: new Proxy(Razorpay, { apply: (Class, _, options) => Reflect.construct(Class, options) }),
  });
})();
