// The envelope of CDEvents: CloudEvents in structured or binary mode, in batches, or none at all.

import { isObject } from '../reading.ts';

/** The CDEvents in a body. In structured mode each is the `data` of a CloudEvent; in binary mode the body is the event itself. */
export function eventsIn(body: unknown): readonly unknown[] {
  return Array.isArray(body) ? body.map(unwrapped) : [unwrapped(body)];
}

function unwrapped(body: unknown): unknown {
  if (!isObject(body) || isObject(body.context)) return body;
  if (typeof body.data_base64 === 'string') return parsed(Buffer.from(body.data_base64, 'base64').toString());
  return typeof body.data === 'string' ? parsed(body.data) : (body.data ?? body);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/**
 * A CDEvent is known by its source and its id. The type is a part of it as well, which changes nothing for whoever keeps to that, and
 * helps those whose events of one thing share an id.
 */
export function deliveryIdOf(body: unknown): string | null {
  if (Array.isArray(body)) return null;
  const [event] = eventsIn(body);
  const { source, id, type } = isObject(event) && isObject(event.context) ? event.context : {};
  if (typeof source !== 'string' || typeof id !== 'string' || id === '') return null;
  return [source, id, typeof type === 'string' ? type : ''].join(' ');
}
