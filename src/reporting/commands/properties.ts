// The properties of builds.

import { isDeepStrictEqual } from 'node:util';
import { MOST, type Property } from '../../model.ts';
import type { BuildRow } from '../../store/cells.ts';
import * as check from '../checks.ts';
import { Refused } from '../refused.ts';
import type { ReportedProperty, Reports } from '../reports.ts';
import type { World } from '../world.ts';
import { emitUpdated } from './buildRows.ts';
import { buildReferred } from './refs.ts';

export function setProperties(world: World, input: Reports['setProperties']): BuildRow {
  const build = buildReferred(world, ['build'], input.build);
  const changed = keepProperties(world, build, input.properties, () => true);
  if (changed) emitUpdated(world, build);
  return build;
}

/** @returns whether any property was added. */
export function addMissingProperties(world: World, build: BuildRow, told: readonly ReportedProperty[]): boolean {
  return keepProperties(world, build, told, (known) => known === null);
}

/** Each by its name. Refuses what is none, too many of them, and one that is named twice. */
export function* reportedProperties(
  told: readonly ReportedProperty[],
): Generator<[name: string, value: Omit<Property, 'name'>]> {
  check.list(['properties'], told, MOST.properties);
  const names = new Set<string>();
  for (const [i, property] of told.entries()) {
    const path = ['properties', String(i)];
    const name = check.name([...path, 'name'], property.name);
    if (names.has(name)) {
      throw new Refused('INVALID', [...path, 'name'], `The property ${check.quote(name)} is named twice.`);
    }
    names.add(name);
    const source = check.optionalName([...path, 'source'], property.source || null);
    yield [name, { value: check.json([...path, 'value'], property.value), source }];
  }
}

/** @returns whether any property of the build has changed. `overwrites` says whether one that is known gets the new value. */
function keepProperties(
  world: World,
  build: BuildRow,
  told: readonly ReportedProperty[],
  overwrites: (known: object | null) => boolean,
): boolean {
  check.list(['properties'], told, MOST.properties);
  for (const { name } of told) world.want('property', build.id, name);
  let changed = false;
  let added = 0;
  for (const [name, value] of reportedProperties(told)) {
    const known = world.get('property', build.id, name);
    if (!overwrites(known) || isDeepStrictEqual(known, value)) continue;
    world.set('property', [build.id, name], value);
    changed = true;
    if (known === null) added += 1;
  }
  if (added > 0) {
    const count = world.get('propertyCount', build.id) + added;
    check.total(['properties'], count, MOST.properties, ['build', 'properties']);
    world.set('propertyCount', [build.id], count);
  }
  return changed;
}
