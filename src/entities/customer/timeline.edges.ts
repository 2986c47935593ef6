import 'reflect-metadata';
import { createUnionType } from 'type-graphql';
import { toTimeline } from '../../graph/declare/edge';
import { timelineTypes } from '../../graph/declare/timeline';
import { Customer } from './customer.type';

const TimelineEntry = createUnionType({
  name: 'TimelineEntry',
  description: 'Something that happened with a customer.',
  types: () => timelineTypes(Customer, 'timeline') as never,
});

/** Puts the rows of an entity on every customer's timeline, at the moment that a column tells. */
export const addToTimeline = toTimeline({
  from: Customer,
  name: 'timeline',
  description: 'Everything that happened with the customer, newest first: contacts, complaints, bookings, products.',
  of: () => TimelineEntry,
});
