import { Hono } from "hono";
import postgres from "postgres";
import { listen } from "@holdfast/api";

/**
 * The recipe that this project exists to replace: look at the bookings of the start and lock them, insert if there is
 * none. Where none exists yet there is no row to lock, so it stops nobody.
 */
const sql = postgres(process.env["DATABASE_URL"]!, { max: 20 });
const app = new Hono().post("/book", async (c) => {
  const { slot, customer } = await c.req.json<{ slot: number; customer: number }>();
  const booked = await sql.begin(async (tx) => {
    const taken = await tx`select 1 from naive_bookings where slot = ${slot} for update`;
    if (taken.length > 0) return false;
    await tx`insert into naive_bookings (slot, customer) values (${slot}, ${customer})`;
    return true;
  });
  return booked ? c.json({ slot, customer }, 201) : c.json({ code: "slot_unavailable" }, 409);
});

const server = await listen(app.fetch, { port: Number(process.env["PORT"]), host: "127.0.0.1" });
console.log(server.url);
process.on("SIGTERM", () => process.exit());
