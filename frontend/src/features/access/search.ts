import { flagOf, oneOf, textOf } from '../../shared/address';
import type { Schemas } from '../../shared/api/client';
import { tokenRoleValues } from '../../shared/api/schema';

/** A role that a user or token can have. */
export type Role = Schemas['User']['role'];
export const ROLES: readonly Role[] = tokenRoleValues;

/** What of the list of users stands in the address. */
export type UsersSearch = {
  q?: string;
  role?: Role;
  sort?: string;
  /** The user who is open beside the list. */
  user?: string;
  /** A new one is being made. */
  new?: true;
};

/** What of the list of API tokens stands in the address. */
export type TokensSearch = { q?: string; sort?: string; new?: true };

export const tokensSearch = ({ q, sort, new: isNew }: Record<string, unknown>): TokensSearch => ({
  q: textOf(q),
  sort: textOf(sort),
  new: flagOf(isNew),
});

export const usersSearch = (search: Record<string, unknown>): UsersSearch => ({
  ...tokensSearch(search),
  role: oneOf(ROLES, search.role),
  user: textOf(search.user),
});
