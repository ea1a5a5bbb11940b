/** The little of Markdown that our descriptions use: paragraphs, **strong** and `code`. */
export function Markdown({ text }: { text: string }) {
  return (
    <>
      {text.split('\n\n').map((paragraph) => (
        <p key={paragraph}>
          <Inline text={paragraph} />
        </p>
      ))}
    </>
  );
}

export function Inline({ text }: { text: string }) {
  const parts = text.split(/(`[^`]+`|\*\*[^*]+\*\*)/);
  let at = 0;
  return (
    <>
      {parts.map((part) => {
        at += part.length;
        if (part.startsWith('`')) return <code key={at}>{part.slice(1, -1)}</code>;
        if (part.startsWith('**')) return <strong key={at}>{part.slice(2, -2)}</strong>;
        return part;
      })}
    </>
  );
}
