import { createRootRoute, createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { tokensSearch, usersSearch } from '../features/access/search';
import { auditSearch } from '../features/audit/search';
import { numbersSearch } from '../features/base-numbers/search';
import { TrunkList } from '../features/egress-trunks/list/TrunkList';
import { listSearch } from '../features/egress-trunks/list/search';
import { overviewSearch } from '../features/trunk-page/charts/ranges';
import { variablesSearch } from '../features/variables/search';
import { Broken, Missing } from './Fallbacks';
import { Shell } from './Shell';

const root = createRootRoute({ component: Shell, notFoundComponent: Missing, errorComponent: Broken });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/admin-settings/egress-trunks' });
  },
});

const settings = createRoute({
  getParentRoute: () => root,
  path: '/admin-settings',
  beforeLoad: ({ location }) => {
    if (/^\/admin-settings\/?$/.test(location.pathname)) throw redirect({ to: '/admin-settings/egress-trunks' });
  },
});

const trunks = createRoute({
  getParentRoute: () => settings,
  path: 'egress-trunks',
  validateSearch: listSearch,
  component: TrunkList,
});

const newTrunk = createRoute({
  getParentRoute: () => settings,
  path: 'egress-trunks/new',
  validateSearch: (search): { copyOf?: string } => (typeof search.copyOf === 'string' ? { copyOf: search.copyOf } : {}),
  component: lazyRouteComponent(() => import('../features/trunk-form/NewTrunk'), 'NewTrunk'),
});

const trunk = createRoute({
  getParentRoute: () => settings,
  path: 'egress-trunks/$trunkId',
  component: lazyRouteComponent(() => import('../features/trunk-page/TrunkPage'), 'TrunkPage'),
});

const overview = createRoute({
  getParentRoute: () => trunk,
  path: '/',
  validateSearch: overviewSearch,
  component: lazyRouteComponent(() => import('../features/trunk-page/overview/Overview'), 'Overview'),
});

const trunkNumbers = createRoute({
  getParentRoute: () => trunk,
  path: 'base-numbers',
  component: lazyRouteComponent(() => import('../features/trunk-page/numbers/TrunkNumbers'), 'TrunkNumbers'),
});

const attempts = createRoute({
  getParentRoute: () => trunk,
  path: 'attempts',
  component: lazyRouteComponent(() => import('../features/trunk-page/attempts/Attempts'), 'Attempts'),
});

const history = createRoute({
  getParentRoute: () => trunk,
  path: 'history',
  component: lazyRouteComponent(() => import('../features/trunk-page/TrunkHistory'), 'TrunkHistory'),
});

const editTrunk = createRoute({
  getParentRoute: () => settings,
  path: 'egress-trunks/$trunkId/edit',
  component: lazyRouteComponent(() => import('../features/trunk-form/EditTrunk'), 'EditTrunk'),
});

const numbers = createRoute({
  getParentRoute: () => settings,
  path: 'base-numbers',
  validateSearch: numbersSearch,
  component: lazyRouteComponent(() => import('../features/base-numbers/BaseNumbers'), 'BaseNumbers'),
});

const importNumbers = createRoute({
  getParentRoute: () => settings,
  path: 'base-numbers/import',
  component: lazyRouteComponent(() => import('../features/base-numbers/import/ImportNumbers'), 'ImportNumbers'),
});

const variables = createRoute({
  getParentRoute: () => settings,
  path: 'variables',
  validateSearch: variablesSearch,
  component: lazyRouteComponent(() => import('../features/variables/Variables'), 'Variables'),
});

const access = createRoute({
  getParentRoute: () => settings,
  path: 'access',
  component: lazyRouteComponent(() => import('../features/access/Access'), 'Access'),
});

const users = createRoute({
  getParentRoute: () => access,
  path: '/',
  validateSearch: usersSearch,
  component: lazyRouteComponent(() => import('../features/access/users/Users'), 'Users'),
});

const tokens = createRoute({
  getParentRoute: () => access,
  path: 'tokens',
  validateSearch: tokensSearch,
  component: lazyRouteComponent(() => import('../features/access/tokens/Tokens'), 'Tokens'),
});

const audit = createRoute({
  getParentRoute: () => settings,
  path: 'audit',
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('../features/audit/AuditLog'), 'AuditLog'),
});

const tree = root.addChildren([
  home,
  settings.addChildren([
    trunks,
    newTrunk,
    editTrunk,
    trunk.addChildren([overview, trunkNumbers, attempts, history]),
    numbers,
    importNumbers,
    variables,
    access.addChildren([users, tokens]),
    audit,
  ]),
]);

/** The addresses of the page; a filtered list is a link. */
export const makeRouter = () => createRouter({ routeTree: tree, defaultPreload: 'intent', scrollRestoration: true });

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
