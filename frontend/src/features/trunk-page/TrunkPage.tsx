import { Outlet } from '@tanstack/react-router';

export function TrunkPage() {
  return <Outlet />;
}
