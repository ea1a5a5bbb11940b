/** A customer at a browser without script: keeps cookies, follows nothing by itself, reads forms from the page. */
export interface Customer {
  get(path: string, headers?: Record<string, string>): Promise<Visit>;
  post(path: string, fields: [string, string][] | Record<string, string>): Promise<Visit>;
}

export interface Visit {
  status: number;
  /** Where the answer sends the customer on, path and query; null if nowhere. */
  to: string | null;
  html: string;
  headers: Headers;
}

export function customer(url: string): Customer {
  const cookies = new Map<string, string>();
  const visit = async (path: string, init: RequestInit): Promise<Visit> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(new URL(path, url), {
      ...init,
      redirect: 'manual',
      headers: { ...(init.headers as Record<string, string>), ...(cookie && { cookie }) },
    });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      cookies.set(name, value);
    }
    const location = answer.headers.get('location');
    const to = location && new URL(location, url);
    return {
      status: answer.status,
      to: to ? to.pathname + to.search : null,
      html: await answer.text(),
      headers: answer.headers,
    };
  };
  return {
    get: (path, headers = {}) => visit(path, { headers }),
    post: (path, fields) =>
      visit(path, { method: 'POST', body: new URLSearchParams(fields), headers: { 'sec-fetch-site': 'same-origin' } }),
  };
}

/** The words of a page as they are read, tags and entities gone. */
export function wordsOf(html: string): string {
  return html
    .replaceAll(/<(script|style)[\s\S]*?<\/\1>/g, ' ')
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll('&#x27;', "'")
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replaceAll(/\s+/g, ' ');
}

/** The values of the seats that a page sends as chosen. */
export function chosenSeats(html: string): string[] {
  return [...html.matchAll(/<input[^>]*name="seat"[^>]*>/g)]
    .map(([tag]) => tag)
    .filter((tag) => tag.includes('checked'))
    .map((tag) => /value="([\d,]+)"/.exec(tag)?.[1] ?? '');
}
