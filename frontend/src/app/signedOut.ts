import { createContext } from 'react';

/** To be called when whoever was signed in has signed out. */
export const SignedOutContext = createContext(() => {});
