import { LineLamp } from './line-lamp.tsx';

export function TopBar() {
  return (
    <header className="top-bar">
      <LineLamp />
    </header>
  );
}
