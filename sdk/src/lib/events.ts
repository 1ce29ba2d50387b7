/** A stream that says nothing for so long is dead: the server shows that it lives every 15 seconds. */
const SILENCE_MS = 40_000;

/** Reads server-sent events until the stream ends, or falls silent. */
export async function readEvents(response: Response, onEvent: (name: string, data: string, id: string) => void): Promise<void> {
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  let watchdog: ReturnType<typeof setTimeout> | undefined;
  try {
    for (let text = ""; ; ) {
      watchdog = setTimeout(() => void reader.cancel().catch(() => {}), SILENCE_MS);
      const { value, done } = await reader.read();
      clearTimeout(watchdog);
      if (done) return;
      const messages = (text + value).split("\n\n");
      text = messages.pop()!;
      for (const message of messages) {
        const field = (name: string) => message.split("\n").find((line) => line.startsWith(name))?.slice(name.length) ?? "";
        const name = field("event: ");
        if (name) onEvent(name, field("data: "), field("id: "));
      }
    }
  } finally {
    clearTimeout(watchdog);
  }
}
