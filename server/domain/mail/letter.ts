/** A letter before it is HTML or text: both are made from this, so that they always say the same. */
export interface Letter {
  subject: string;
  /** The line that a mailbox shows beside the subject. */
  summary: string;
  parts: LetterPart[];
}

export type LetterPart =
  | { text: string }
  | { facts: [label: string, value: string | string[]][] }
  | { button: string; url: string };

export function letterText(letter: Letter): string {
  return `${letter.parts
    .map((part) => {
      if ('text' in part) return part.text;
      if ('button' in part) return `${part.button}:\n${part.url}`;
      return part.facts.map(([label, value]) => `${label}: ${[value].flat().join('; ')}`).join('\n');
    })
    .join('\n\n')}\n`;
}

/** Tables and inline styles, as mail programs want it; colours that hold in a dark one; nothing is loaded from afar. */
export function letterHtml(letter: Letter, house: { name: string; address: string; language: string }): string {
  return `<!doctype html>
<html lang="${escapeHtml(house.language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(letter.subject)}</title>
<style>
  @media (max-width: 480px) { .page { padding: 22px 18px 6px !important; } }
  @media (prefers-color-scheme: dark) {
    .ground { background: #14110f !important; } .card { background: #221d1a !important; }
    .ink { color: #f7f2ea !important; } .quiet { color: #c9bdac !important; }
  }
</style>
</head>
<body class="ground" style="margin:0;background:#f7f2ea">
<div style="display:none;max-height:0;overflow:hidden">${escapeHtml(letter.summary)}</div>
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="ground" style="background:#f7f2ea"><tr><td align="center" style="padding:24px 12px">
<table role="presentation" width="100%" cellpadding="0" cellspacing="0" class="card" style="max-width:560px;background:#ffffff;border-radius:10px;border-top:6px solid #8c2336"><tr><td class="ink page" style="padding:28px 28px 12px;font:16px/1.55 Georgia,serif;color:#14110f">
<p style="margin:0 0 20px;font:700 22px/1.2 Georgia,serif">${escapeHtml(house.name)}</p>
${letter.parts.map(partHtml).join('\n')}
</td></tr></table>
<p class="quiet" style="font:13px/1.5 Georgia,serif;color:#6b6057;margin:16px 0 0">${escapeHtml([house.name, house.address].filter(Boolean).join(', '))}</p>
</td></tr></table>
</body>
</html>
`;
}

function partHtml(part: LetterPart): string {
  if ('text' in part) return `<p style="margin:0 0 16px">${escapeHtml(part.text)}</p>`;
  if ('button' in part) {
    return `<p style="margin:24px 0"><a href="${escapeHtml(part.url)}" style="display:inline-block;background:#8c2336;color:#ffffff;text-decoration:none;padding:12px 22px;border-radius:6px;font-weight:700">${escapeHtml(part.button)}</a></p>`;
  }
  const rows = part.facts.map(
    ([label, value]) =>
      `<tr><th scope="row" align="left" valign="top" class="quiet" style="padding:4px 16px 4px 0;font-weight:400;color:#6b6057">${escapeHtml(label)}</th><td style="padding:4px 0">${[value].flat().map(escapeHtml).join('<br>')}</td></tr>`,
  );
  return `<table role="presentation" cellpadding="0" cellspacing="0" style="margin:0 0 20px;font:16px/1.45 Georgia,serif">${rows.join('')}</table>`;
}

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

function escapeHtml(text: string): string {
  return text.replaceAll(/[&<>"']/g, (sign) => signs[sign] ?? sign);
}
