// Builds the tag from the query, and keeps what it tells. `both=1` loads the booking widget's bundle, too.
const query = new URLSearchParams(location.search);
const main = document.querySelector("main");
if (query.get("scheme") === "dark") document.documentElement.classList.add("dark");
if (query.get("both")) await import("./booking-widget.js");
for (const name of ["scheme", "both"]) query.delete(name);
const account = document.createElement("booking-account");
const attributes = { "publishable-key": "pk_test", "time-zone": "Asia/Kolkata", locale: "en-IN" };
for (const [name, value] of Object.entries({ ...attributes, ...Object.fromEntries(query) })) account.setAttribute(name, value);
window.events = [];
for (const name of ["booking-open", "booking-moved", "booking-cancelled", "signed-in", "signed-out", "hold", "slot-lost", "confirmed", "error"])
  document.addEventListener(name, ({ type, detail }) => window.events.push({ type, detail }));
window.violations = [];
document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
main.append(account);
