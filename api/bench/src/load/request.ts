/** A whole request as text. Write bodies in ASCII: their length is counted in characters. */
export function requestText(method: string, path: string, headers: Record<string, string>, body?: object): string {
  const json = body === undefined ? "" : JSON.stringify(body);
  let text = `${method} ${path} HTTP/1.1\r\nHost: bench\r\n`;
  for (const name in headers) text += `${name}: ${headers[name]}\r\n`;
  if (body !== undefined) text += `Content-Type: application/json\r\nContent-Length: ${json.length}\r\n`;
  return `${text}\r\n${json}`;
}
