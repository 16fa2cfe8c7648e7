import { createContext, useContext } from 'react';
import type { Schemas } from './client';

export type Session = Schemas['Session'];
type Role = Session['role'];

const ROLES: Role[] = ['viewer', 'editor', 'admin', 'operator'];

/** Who is signed in; nobody unless the shell says so. */
export const SessionContext = createContext<Session | undefined>(undefined);

/** Whether whoever is signed in may what the role may. The server has the last word. */
export function useMay(role: Role): boolean {
  const session = useContext(SessionContext);
  return session !== undefined && ROLES.indexOf(session.role) >= ROLES.indexOf(role);
}
