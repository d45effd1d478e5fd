import { Board } from '../features/board/board.tsx';
import { useAccount } from './account.tsx';

export function HomePage() {
  const { account } = useAccount();
  return account.role === 'customer' ? null : <Board />;
}
