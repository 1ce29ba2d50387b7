// @ts-check
// The page in the frame. It asks the emulator's server, and tells the merchant's page what came of it.

/**
 * @typedef {object} Options
 * @property {string} key
 * @property {string} orderId
 * @property {string} [name]
 * @property {string} [description]
 * @property {string} [image]
 * @property {string} [email]
 * @property {string} [contact]
 * @property {string} [color]
 * @property {boolean} escape
 * @property {boolean} confirmClose
 * @property {number} [timeout]
 * @property {number | null} attempts
 *
 * @typedef {{amount: number, currency: string, fractionDigits: number, merchant: string, status: string}} Order
 */

/** @param {string} id */
const byId = (id) => /** @type {HTMLElement} */ (document.getElementById(id));
/** @param {string} id */
const button = (id) => /** @type {HTMLButtonElement} */ (byId(id));
const upi = /** @type {HTMLInputElement} */ (byId("upi"));
const logo = /** @type {HTMLImageElement} */ (byId("logo"));

const parentOrigin = new URLSearchParams(location.hash.slice(1)).get("origin") ?? "";
/** @param {object} message */
const tellParent = (message) => window.parent.postMessage(message, parentOrigin);

/** @type {Options | undefined} */
let options;
let failures = 0;
let shown = "loading";
/** The part to go back to from the question whether to leave. */
let shownBefore = "choose";

/** Shows one part of the card, and takes the focus there. @param {"choose" | "ended" | "confirm"} part */
function show(part) {
  if (part === "confirm") shownBefore = shown;
  shown = part;
  for (const id of ["loading", "choose", "ended", "confirm"]) byId(id).hidden = id !== part;
  if (part === "choose") upi.focus();
  else byId(`${part}-title`).focus();
}

/** @param {{title: string, text: string, declined?: boolean, mayRetry?: boolean}} end */
function showEnd({ title, text, declined = false, mayRetry = false }) {
  byId("ended-title").textContent = title;
  byId("ended-text").textContent = text;
  byId("ended").classList.toggle("declined", declined);
  byId("again").hidden = !mayRetry;
  show("ended");
}

class Refused extends Error {
  /** @param {{description: string, field?: string}} error */
  constructor({ description, field }) {
    super(description);
    this.field = field;
  }
}

/** Asks the server, whose paths stand beside this page. @param {string} path @param {object} [body] */
async function ask(path, body) {
  const post = { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) };
  const response = await fetch(path, body && post);
  const answer = await response.json();
  if (!response.ok) throw new Refused(answer.error);
  return answer;
}

/** @param {unknown} error */
const messageOf = (error) => (error instanceof Refused ? error.message : "The emulator did not answer.");

/** Black or white, whichever is read more easily on a colour. @param {string} color `#rrggbb` */
function inkOn(color) {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(color.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  // Where white and black have the same contrast: (L + 0.05) ** 2 = 1.05 * 0.05
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 0.179 ? "#000000" : "#ffffff";
}

/** @param {Options} given */
async function open(given) {
  options = given;
  if (given.color && /^#[\da-f]{6}$/i.test(given.color)) {
    document.documentElement.style.setProperty("--accent", given.color);
    document.documentElement.style.setProperty("--on-accent", inkOn(given.color));
  }
  countDown(given.timeout);
  try {
    const order = await ask(`order?${new URLSearchParams({ key: given.key, order_id: given.orderId })}`);
    describe(given, order);
    if (order.status === "paid") showEnd({ title: "Already paid", text: "This order has been paid. Nothing is left to do here." });
    else show("choose");
  } catch (error) {
    showEnd({ title: "This checkout can’t be opened", text: messageOf(error) });
  }
}

/** @param {Options} given @param {Order} order */
function describe({ name, description, image, email, contact, orderId }, { amount, currency, fractionDigits, merchant }) {
  const title = name || merchant;
  byId("merchant").textContent = title;
  byId("initial").textContent = [...title.trim()][0]?.toUpperCase() ?? "";
  byId("description").textContent = description ?? "";
  byId("payer").textContent = [email, contact].filter(Boolean).join(" · ");
  byId("order-id").textContent = orderId;
  const money = new Intl.NumberFormat(currency === "INR" ? "en-IN" : undefined, {
    style: "currency",
    currency,
    minimumFractionDigits: fractionDigits,
  }).format(amount / 10 ** fractionDigits);
  byId("amount").textContent = money;
  button("pay").textContent = `Pay ${money}`;
  if (image === undefined) return;
  logo.addEventListener("load", () => {
    logo.hidden = false;
    byId("initial").hidden = true;
  });
  logo.src = image;
}

/** Only shown here: it is the merchant's page that closes the modal. @param {number} [seconds] */
function countDown(seconds) {
  if (!seconds) return;
  const endMs = Date.now() + seconds * 1000;
  const tick = () => {
    const left = Math.max(0, Math.ceil((endMs - Date.now()) / 1000));
    byId("countdown").textContent = `Closes in ${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`;
    if (left === 60) byId("status").textContent = "This payment closes in one minute.";
  };
  tick();
  setInterval(tick, 1000);
}

/** @param {{vpa: string} | {outcome: "success" | "failure"}} choice */
async function pay(choice) {
  if (!options) return;
  const { key, orderId, email, contact, description } = options;
  setBusy(true);
  try {
    const answer = await ask("pay", { key, order_id: orderId, email, contact, description, ...choice });
    setBusy(false);
    if (answer.outcome === "success") tellParent({ type: "success", proof: answer.proof });
    else if (answer.outcome === "failed") onFailure(answer.error);
    else
      showEnd({
        title: "No word from the bank",
        text: "The answer was dropped on its way back, as the control plane asked. Whether it is paid, the shop’s server has to find out.",
      });
  } catch (error) {
    setBusy(false);
    if (error instanceof Refused && error.field === "vpa") refuseUpi(error.message);
    else showEnd({ title: "That did not work", text: messageOf(error), mayRetry: true });
  }
}

/** @param {{description: string}} error */
function onFailure(error) {
  failures += 1;
  const attempts = options?.attempts ?? Number.POSITIVE_INFINITY;
  showEnd({ title: "Payment failed", text: error.description, declined: true, mayRetry: failures < attempts });
  tellParent({ type: "failed", error });
}

/** @param {string} reason */
function refuseUpi(reason) {
  byId("upi-error").textContent = reason;
  upi.setAttribute("aria-invalid", "true");
  upi.focus();
}

/** @param {boolean} busy */
function setBusy(busy) {
  for (const id of ["pay", "success", "failure"]) button(id).disabled = busy;
  byId("status").textContent = busy ? "Talking to the bank…" : "";
}

const leave = () => tellParent({ type: "dismiss" });
const stay = () => show(shownBefore === "ended" ? "ended" : "choose");

/** Closes, or asks first where the shop wants that and something is left to do here. */
function askToLeave() {
  const nothingLeft = shown === "loading" || (shown === "ended" && byId("again").hidden);
  if (shown === "confirm") stay();
  else if (options?.confirmClose && !nothingLeft) show("confirm");
  else leave();
}

const onEscape = () => {
  if (options?.escape !== false) askToLeave();
};

byId("upi-form").addEventListener("submit", (event) => {
  event.preventDefault();
  byId("upi-error").textContent = "";
  upi.removeAttribute("aria-invalid");
  const vpa = upi.value.trim();
  if (vpa === "") refuseUpi("Enter a UPI ID.");
  else void pay({ vpa });
});
button("success").addEventListener("click", () => void pay({ outcome: "success" }));
button("failure").addEventListener("click", () => void pay({ outcome: "failure" }));
button("again").addEventListener("click", () => show("choose"));
button("stay").addEventListener("click", stay);
button("leave").addEventListener("click", leave);
button("leave-now").addEventListener("click", leave);
button("close").addEventListener("click", askToLeave);
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") onEscape();
});
window.addEventListener("message", ({ source, origin, data }) => {
  if (source !== window.parent || (parentOrigin !== "*" && origin !== parentOrigin)) return;
  if (data?.type === "open" && !options) void open(data.options);
  else if (data?.type === "escape") onEscape();
});

if (window.parent === window || parentOrigin === "")
  showEnd({ title: "Nothing to pay here", text: "A shop’s page opens this one, with checkout.js." });
else tellParent({ type: "ready" });
