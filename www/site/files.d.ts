/** What the service worker keeps, with a hash of each: the build writes it. */
declare const FILES: Record<string, string>;
declare const BUILD: string;
