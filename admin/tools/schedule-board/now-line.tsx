import { useEffect, useState } from 'react';
import { type BoardDay, hour, minute } from '../../../server/contract/schedule.ts';
import type { Layout } from './layout.ts';

/** Where this moment is, on the strip of the day it belongs to. It moves on by the minute. */
export function NowLine({ day, layout }: { day: BoardDay; layout: Layout }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), minute);
    return () => clearInterval(timer);
  }, []);
  if (now < day.from || now >= day.to) return null;
  const left = layout.label + ((now - day.from) / hour) * layout.hour;
  return <div className="schedule-now" style={{ left, top: layout.head }} />;
}
