const NAMED = /^attachment; filename="([\w.-]+)"$/;

/** What a procedure returned, from its response: JSON, a calendar, or a file with its name and type from the headers. */
export async function bodyOf(response: Response): Promise<unknown> {
  const disposition = response.headers.get('content-disposition');
  if (disposition === null) {
    const text = await response.text();
    return text === '' ? undefined : JSON.parse(text);
  }
  if (response.headers.get('content-type')?.startsWith('text/calendar')) return { ics: await response.text() };
  const [, fileName] = NAMED.exec(disposition) ?? [];
  const base64 = Buffer.from(await response.arrayBuffer()).toString('base64');
  return { fileName, contentType: response.headers.get('content-type'), base64 };
}
