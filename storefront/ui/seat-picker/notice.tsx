import type { Notice } from './data.ts';

interface ChoiceNoticeProps {
  notice: Notice | null;
  /** Without script the better choice is a link to the same page with those seats chosen. */
  address: string;
  onTake(seats: readonly number[]): void;
}

/** What the house says of the choice, spoken as well as shown; the better one is a tap away. */
export function ChoiceNotice({ notice, address, onTake }: ChoiceNoticeProps) {
  return (
    <div className="choice-notice" aria-live="polite">
      {notice && (
        <div className={`notice notice-${notice.tone}`}>
          <p>{notice.text}</p>
          {notice.offer && (
            <a
              className="btn btn-quiet"
              href={`${address}?${notice.offer.seats.map((id) => `seat=${id}`).join('&')}`}
              onClick={(event) => {
                event.preventDefault();
                if (notice.offer) onTake(notice.offer.seats);
              }}
            >
              {notice.offer.label}
            </a>
          )}
        </div>
      )}
    </div>
  );
}
