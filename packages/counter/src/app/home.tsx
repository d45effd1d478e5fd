import { lazyRouteComponent } from '@tanstack/react-router';
import { Board } from '../features/board/board.tsx';
import { useAccount } from './account.tsx';

const MyPage = lazyRouteComponent(() => import('../features/mine/page.tsx'), 'MyPage');

export function HomePage() {
  const { account } = useAccount();
  return account.role === 'customer' ? <MyPage /> : <Board />;
}
