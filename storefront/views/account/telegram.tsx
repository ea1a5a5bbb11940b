import { AccountPage, type AccountPageProps } from './account-page.tsx';

export interface TelegramProps extends AccountPageProps {
  /** The bot's user name; null where there is none. */
  bot: string | null;
  link: {
    name: string;
    /** In words. */
    since: string;
    linkedAt: string;
    muted: boolean;
    tickets: boolean;
    reminders: boolean;
    changes: boolean;
  } | null;
  /** A link that waits to be confirmed. */
  offer: { href: string; qr: { size: number; path: string }; until: string; seconds: number } | null;
}

export function TelegramPage(props: TelegramProps) {
  const { page } = props.frame.words.telegram;
  return (
    <AccountPage {...props} current="settings">
      <section className="telegram">
        <h2>{page.title}</h2>
        <p className="muted">{page.lead}</p>
        {props.link && <Linked {...props} link={props.link} />}
        {props.bot === null && (
          <div className="notice" role="status">
            <p>{page.off}</p>
          </div>
        )}
        {props.offer && <Offer {...props} offer={props.offer} />}
      </section>
    </AccountPage>
  );
}

function Offer({ frame, bot, link, offer }: TelegramProps & { offer: NonNullable<TelegramProps['offer']> }) {
  const { page } = frame.words.telegram;
  const clock = `${Math.floor(offer.seconds / 60)}:${String(offer.seconds % 60).padStart(2, '0')}`;
  return (
    <div className="panel telegram-offer" data-telegram-until={offer.until} data-telegram-linked={link?.linkedAt ?? ''}>
      <div>
        {link && (
          <>
            <h3>{page.other}</h3>
            <p>{page.otherHint}</p>
          </>
        )}
        <p>{page.how(bot ?? '')}</p>
        <div data-telegram-open>
          <a className="btn btn-primary btn-large" href={offer.href} target="_blank" rel="noopener">
            {page.open}
          </a>
          <p className="small muted" data-telegram-left={page.valid('{time}')}>
            {page.valid(clock)}
          </p>
        </div>
        <div data-telegram-over hidden role="status">
          <p>{page.over}</p>
          <a className="btn btn-quiet" href={link ? '/telegram/link/?other' : '/telegram/link/'}>
            {page.again}
          </a>
        </div>
        {link && (
          <a className="btn btn-quiet" href="/telegram/link/">
            {page.keep}
          </a>
        )}
      </div>
      <svg
        className="telegram-code"
        viewBox={`-3 -3 ${offer.qr.size + 6} ${offer.qr.size + 6}`}
        role="img"
        aria-label={page.codeLabel}
        shapeRendering="crispEdges"
      >
        <path d={offer.qr.path} />
      </svg>
    </div>
  );
}

function Linked({ frame, link, bot, offer }: TelegramProps & { link: NonNullable<TelegramProps['link']> }) {
  const { page } = frame.words.telegram;
  const wants = (['tickets', 'reminders', 'changes'] as const).map((name) => (
    <div className="form-check" key={name}>
      <input
        id={name}
        className="form-check-input"
        type="checkbox"
        name={name}
        value="yes"
        defaultChecked={link[name]}
      />
      <label className="form-check-label" htmlFor={name}>
        {page[name]}
      </label>
    </div>
  ));
  return (
    <div className="panel">
      <h3>{page.linked(link.name || page.title)}</h3>
      <p className="muted">{page.since(link.since)}</p>
      {link.muted && (
        <div className="notice notice-bad">
          <p>{page.muted}</p>
        </div>
      )}
      <form method="post" action="/telegram/link/wants">
        <fieldset className="fields">
          <legend>{page.wants}</legend>
          {wants}
          <button type="submit" className="btn btn-primary">
            {page.save}
          </button>
        </fieldset>
      </form>
      <div className="telegram-ways">
        <form method="post" action="/telegram/link/unlink">
          <button type="submit" className="btn btn-quiet">
            {page.unlink}
          </button>
        </form>
        {bot !== null && !offer && (
          <a className="btn btn-quiet" href="/telegram/link/?other">
            {page.other}
          </a>
        )}
      </div>
    </div>
  );
}
