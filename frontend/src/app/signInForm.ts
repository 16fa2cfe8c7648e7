import { lazy } from 'react';

const read = () => import('./SignIn').then(({ SignIn }) => ({ default: SignIn }));

/** Whoever is signed in does not wait for the form. */
export const SignIn = lazy(read);

/** Fetches the form before it is needed: a session may end while nothing can be fetched. */
export const fetchSignIn = () => void read().catch(() => undefined);
