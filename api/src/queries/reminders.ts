import type { Connection } from "../database/connect.js";

/**
 * Leaves a mail for each booking whose customer is to be reminded now, in one statement: whoever takes a booking's
 * reminder has left its message, or neither. @returns how many.
 */
export async function leaveDueReminders(sql: Connection, limit: number): Promise<number> {
  const left = await sql`
    with due as (
      select tenant_id, booking_id from bookings where remind_at <= (select holdfast_now()) order by remind_at limit ${limit} for update skip locked
    ), taken as (
      update bookings b set remind_at = null from due where b.tenant_id = due.tenant_id and b.booking_id = due.booking_id
      returning b.tenant_id, b.booking_id, b.sequence
    )
    insert into outbox (tenant_id, message_id, topic, payload)
    select tenant_id, 'msg_remind_' || booking_id || '_' || sequence, 'mail.booking_reminder', jsonb_build_object('bookingId', booking_id) from taken
    on conflict (tenant_id, message_id) do nothing`;
  return left.count;
}
