'use client';
// An element as a component of React, 18 or newer. It renders attributes, also on a server: React 18 sets nothing else, and no
// server can set properties.
import { createElement, forwardRef, useEffect, useImperativeHandle, useRef } from 'react';

/**
 * @param {string} tag
 * @param {() => Promise<unknown>} load brings the script that defines it
 * @param {Record<string, string>} attributes by property
 * @param {Record<string, string>} events by property
 */
export function component(tag, load, attributes, events) {
  /** @param {Record<string, any>} props @param {import('react').ForwardedRef<unknown>} ref */
  const render = ({ className, state, ...props }, ref) => {
    const element = useRef(/** @type {HTMLElement | null} */ (null));
    const listeners = useRef(/** @type {Record<string, any>} */ ({}));
    useImperativeHandle(ref, () => element.current, []);
    useEffect(() => {
      listeners.current = props;
    });
    useEffect(() => {
      const entries = Object.entries(events);
      // StrictMode takes the reference away before it asks for an end.
      const heard = element.current;
      const hear = (/** @type {Event} */ event) => {
        for (const [name, type] of entries) if (type === event.type) listeners.current[name]?.(event);
      };
      for (const [, type] of entries) heard?.addEventListener(type, hear);
      load();
      return () => {
        for (const [, type] of entries) heard?.removeEventListener(type, hear);
      };
    }, []);

    /** @type {Record<string, unknown>} */
    const given = { ...textsOf(state ?? {}), ref: element, class: className };
    for (const [name, value] of Object.entries(props)) {
      if (name in attributes) Object.assign(given, textsOf({ [attributes[name] ?? name]: value }));
      else if (!(name in events)) given[name] = value;
    }
    return createElement(tag, given);
  };
  return Object.assign(forwardRef(render), { displayName: tag });
}

/** What attributes say: a text each. @param {Record<string, unknown>} values */
const textsOf = (values) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [name, textOf(name, value)]));

/** @param {string} name @param {unknown} value */
function textOf(name, value) {
  if (value == null) return undefined;
  if (!Array.isArray(value)) return String(value);
  // No names at all would be all controls.
  if (value.length === 0 && name === 'controls') return 'none';
  return value.join(Array.isArray(value[0]) ? ';' : ',');
}
