// The server of the journeys trusts a proxy, so each browser can come from a network of its own:
// limits that count networks meet the journeys as they meet people.
import { randomInt } from 'node:crypto';

/** Headers of somebody at an address that nobody else has. */
export function network(): { 'x-forwarded-for': string } {
  return { 'x-forwarded-for': `10.${randomInt(256)}.${randomInt(256)}.${randomInt(1, 255)}` };
}
