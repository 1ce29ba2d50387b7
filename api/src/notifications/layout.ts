/** A piece of HTML; only {@link html} makes it, so that nothing reaches a mail unescaped. */
export interface Html {
  readonly markup: string;
}

const escape = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

type Part = string | Html | readonly Html[];

const render = (part: Part): string => {
  if (typeof part === "string") return escape(part);
  return "markup" in part ? part.markup : part.map(({ markup }) => markup).join("");
};

/** HTML from a template; what is put in is escaped unless it is HTML of this tag itself. */
export const html = (strings: TemplateStringsArray, ...parts: Part[]): Html => ({
  markup: strings.reduce((markup, text, index) => markup + render(parts[index - 1] ?? "") + text),
});

export const none: Html = { markup: "" };

export interface Letter {
  locale: string;
  /** What mail clients show beside the subject. */
  preheader: string;
  businessName: string;
  heading: string;
  intro: string;
  /** Shown large, to be read off. */
  code?: string;
  /** What the business itself says, as it was typed. */
  message?: string;
  rows: readonly { label: string; value: string }[];
  button?: { label: string; url: string };
  notes: readonly string[];
}

const font = "font-family:-apple-system,BlinkMacSystemFont,'Segoe UI',Roboto,'Noto Sans','Noto Sans Devanagari',Arial,sans-serif";
const rightToLeft = /^(?:ar|dv|fa|he|ku|ps|sd|ug|ur|yi)\b/;

/** Tables and inline styles, because mail clients know nothing else; readable on a phone and in dark mode. */
export function letterHtml(letter: Letter): string {
  const rows = letter.rows.map(
    ({ label, value }) => html`<tr>
<td style="padding:10px 16px 10px 0;color:#5b6472;font-size:14px;line-height:20px;vertical-align:top;white-space:nowrap;border-top:1px solid #e6e9ee">${label}</td>
<td style="padding:10px 0;color:#15181e;font-size:15px;line-height:20px;border-top:1px solid #e6e9ee"><bdi>${value}</bdi></td></tr>`,
  );
  const button = letter.button
    ? html`<table role="presentation" cellpadding="0" cellspacing="0" style="margin:24px 0 0"><tr><td style="background:#1d4f91;border-radius:8px"><a href="${letter.button.url}" style="display:inline-block;padding:13px 22px;color:#ffffff;font-size:15px;font-weight:600;text-decoration:none">${letter.button.label}</a></td></tr></table>`
    : none;
  const code = letter.code
    ? html`<p style="margin:0 0 8px;padding:18px 12px;background:#f3f5f8;border-radius:10px;color:#15181e;font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace;font-size:32px;line-height:38px;font-weight:700;letter-spacing:.22em;text-align:center"><bdi dir="ltr">${letter.code}</bdi></p>`
    : none;
  const notes = letter.notes.map((note) => html`<p style="margin:16px 0 0;color:#5b6472;font-size:13px;line-height:20px">${note}</p>`);
  const said = letter.message
    ? html`<p style="margin:0 0 20px;padding:12px 16px;border-left:3px solid #1d4f91;background:#f3f5f8;color:#15181e;font-size:15px;line-height:23px;white-space:pre-line">${letter.message}</p>`
    : none;
  const direction = rightToLeft.test(letter.locale) ? "rtl" : "ltr";
  return html`<!doctype html>
<html lang="${letter.locale}" dir="${direction}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="color-scheme" content="light"><title>${letter.heading}</title></head>
<body style="margin:0;padding:0;background:#f3f5f8;${font}">
<div style="display:none;max-height:0;overflow:hidden">${letter.preheader}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f3f5f8"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="max-width:560px;background:#ffffff;border-radius:14px">
<tr><td style="padding:28px 28px 32px;${font}">
<p style="margin:0 0 20px;color:#5b6472;font-size:13px;font-weight:600;letter-spacing:.02em">${letter.businessName}</p>
<h1 style="margin:0 0 8px;color:#15181e;font-size:24px;line-height:30px;font-weight:700">${letter.heading}</h1>
<p style="margin:0 0 20px;color:#3b4250;font-size:15px;line-height:23px">${letter.intro}</p>
${said}${code}<table role="presentation" width="100%" cellpadding="0" cellspacing="0">${rows}</table>
${button}${notes}
</td></tr></table>
</td></tr></table>
</body></html>`.markup;
}

/** The same letter for those who read plain text. */
export function letterText(letter: Letter): string {
  const rows = letter.rows.map(({ label, value }) => `${label}: ${value}`);
  return [
    letter.heading,
    "",
    letter.intro,
    ...(letter.code ? ["", letter.code] : []),
    "",
    ...(letter.message ? [letter.message, ""] : []),
    ...rows,
    ...(letter.button ? ["", `${letter.button.label}: ${letter.button.url}`] : []),
    ...letter.notes.flatMap((note) => ["", note]),
    "",
    `— ${letter.businessName}`,
    "",
  ].join("\n");
}
