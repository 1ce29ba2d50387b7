// Builds the tag from the query, and keeps what it tells.
const query = new URLSearchParams(location.search);
const main = document.querySelector("main");
if (query.get("scheme") === "dark") document.documentElement.classList.add("dark");
if (query.get("narrow")) main.classList.add("narrow");
query.delete("scheme");
query.delete("narrow");
const widget = document.createElement("booking-widget");
const attributes = { "publishable-key": "pk_test", service: "svc_aaaaaaaa", "time-zone": "Asia/Kolkata", locale: "en-IN" };
for (const [name, value] of Object.entries({ ...attributes, ...Object.fromEntries(query) })) widget.setAttribute(name, value);
const fallback = document.createElement("a");
fallback.href = "tel:+918012345678";
fallback.textContent = "Book by phone";
widget.append(fallback);
window.events = [];
for (const name of [
  "ready", "month-change", "day-select", "slot-select", "hold", "hold-extended", "hold-warning", "hold-expired",
  "slot-lost", "confirmed", "error", "time-zone-change",
])
  document.addEventListener(name, ({ type, detail }) => window.events.push({ type, detail }));
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
main.append(widget);
