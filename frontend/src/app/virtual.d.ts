declare module 'virtual:theme.css';

/** What the file VERSION says, put in by vite.config.ts. */
declare const __EGRESS_VERSION__: string;
