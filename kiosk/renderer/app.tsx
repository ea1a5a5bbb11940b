import { gateWords as words } from '../../server/contract/words/en/till-gate.ts';
import { Counter } from './frame/counter.tsx';
import { Enrol } from './gate/enrol.tsx';
import { Gate } from './gate/gate.tsx';
import { Locked } from './gate/locked.tsx';
import { NoServer } from './gate/no-server.tsx';
import { SignIn } from './gate/sign-in.tsx';
import { useTill } from './till-context.tsx';

/** One screen for each phase of the till. */
export function App() {
  const { state } = useTill();
  switch (state.phase) {
    case 'starting':
      return <Gate title={words.starting} busy />;
    case 'elsewhere':
      return <Gate title={words.elsewhere.title} text={words.elsewhere.text} />;
    case 'no_server':
      return <NoServer />;
    case 'enrol':
      return <Enrol />;
    case 'sign_in':
      return <SignIn />;
    case 'locked':
      return <Locked />;
    case 'ready':
      return <Counter />;
  }
}
