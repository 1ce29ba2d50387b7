import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Hono } from "hono";
import type { Business } from "../business/seed.js";
import { examplesFolder, folderHandler } from "./folders.js";

/** The examples as they stand in their folders, with this server's address, key and a service filled in. */
export function examplePages({ business, publicUrl }: { business: Business; publicUrl: string }): Hono {
  const app = new Hono();
  const filled = async (file: string, serviceId: string, publishableKey = business.publishableKey) =>
    (await readFile(join(examplesFolder, file), "utf8"))
      .replaceAll("https://booking.example.com", publicUrl)
      .replaceAll("pk_your_key", publishableKey)
      .replaceAll("svc_your_service", serviceId);

  app.get("/plain", (c) => c.redirect("/examples/plain/"));
  app.get("/plain/", async (c) => c.html(await filled("plain-html/index.html", business.serviceIds["consultation"]!)));
  app.get("/plain/bookings.html", async (c) => c.html(await filled("plain-html/bookings.html", "")));
  // The plain page with the tag of any business on this server: what the owner's console shows at the end of its first run.
  app.get("/tag/", async (c) => {
    const { key = "", service = "" } = c.req.query();
    if (!/^pk_[\w-]{1,120}$/.test(key) || !/^svc_[0-9a-z]{8,40}$/.test(service)) return c.notFound();
    return c.html(await filled("plain-html/index.html", service, key));
  });
  app.get("/sdk", (c) => c.redirect("/examples/sdk/"));
  app.get("/sdk/", async (c) => c.html(await filled("sdk-page/index.html", business.serviceIds["haircut"]!)));
  // A module's own imports are resolved against where it was found, so that a redirect is all it takes.
  app.get("/sdk/holdfast.js", (c) => c.redirect("/sdk/holdfast.js"));
  app.get("/sdk/*", folderHandler(join(examplesFolder, "sdk-page"), "/examples/sdk/"));
  return app;
}
