import { open, VIEWS, close } from "./shots.mjs";
for (const [name, opts] of Object.entries(VIEWS)) {
  const { page, go, shot, api } = await open(name, opts);
  const { data } = await api("/services");
  const s = data.find((x) => x.price.amount > 0 && x.capacity === 1);
  const start = new Date(Date.now() - 40 * 60000); start.setSeconds(0, 0);
  const b = await api("/bookings", { serviceId: s.id, start: start.toISOString(), outsideHours: true, customer: { name: "Meera Iyer", phone: "+91 98450 12345" }, notes: "Prefers the window.\nAlways on time." });
  console.log(b.id ?? b);
  await go("/calendar?new=2030-01-01");
  await shot("new");
  const d = page.getByRole("dialog");
  await d.getByLabel("Service").selectOption(s.id);
  await page.waitForTimeout(600);
  await d.getByLabel("Another time than these").check();
  await d.getByLabel("Start").fill("19:15");
  await page.waitForTimeout(300);
  await shot("new-any");
  await d.locator(".sheet-body").evaluate((e) => { e.scrollTop = 9999; e.parentElement.scrollTop = 9999; e.closest("dialog").scrollTop = 9999; });
  await shot("new-end");
  if (b.id) {
    await go(`/calendar?view=day&booking=${b.id}`);
    await shot("booking");
    await page.getByRole("dialog").getByRole("button", { name: "Completed" }).click();
    await page.waitForTimeout(700);
    await shot("completed");
    await page.getByRole("button", { name: "Undo" }).click();
    await page.waitForTimeout(700);
    await page.getByRole("dialog").getByRole("button", { name: "Cancel booking" }).click();
    await page.waitForTimeout(300);
    await shot("cancel");
    console.log((await api(`/bookings/${b.id}/cancel`, {})).status);
  }
}
await close();
