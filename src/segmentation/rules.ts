import { join } from 'node:path';
import { z } from 'zod';
import { customerKinds } from '../access/policy';
import { readRules } from '../rules-file';
import { clusterFeatures, treeFeatures } from './features';

const count = z.number().int().positive();
const words = z.string().min(1);
const bilingual = z.strictObject({ text: words, textZh: words });
const condition = words.regex(/\{name\}.*\{value\}/, 'has places for {name} and {value}');
const least = z.number().int().min(10, 'groups under ten are told of nobody');

const shape = z.strictObject({
  version: z.string().min(1),
  sample: count.max(20_000),
  clusters: z.strictObject({
    groups: z.record(z.enum(customerKinds), count.max(9)),
    seed: count,
    least,
    outstanding: z.number().positive(),
    named: count,
    ordinary: bilingual,
    features: z.record(
      z.enum(clusterFeatures),
      z.strictObject({ log: z.boolean(), high: words, low: words, highZh: words, lowZh: words }),
    ),
  }),
  trees: z.strictObject({
    monthsBack: count.max(12),
    quietMonths: count.max(6),
    leastOutcomes: least,
    depth: count.max(6),
    leastLeaf: least,
    leastGain: z.number().min(0).max(1),
    thresholds: count.max(200),
    heldOut: count.min(2),
    everybody: bilingual,
    conditions: z.strictObject({ atLeast: condition, below: condition, atLeastZh: condition, belowZh: condition }),
    features: z.record(z.enum(treeFeatures), z.strictObject({ name: words, nameZh: words })),
  }),
});

export type SegmentationRules = z.infer<typeof shape>;
export type ClusterRules = SegmentationRules['clusters'];
export type TreeRules = SegmentationRules['trees'];

const shipped = join(__dirname, 'segmentation.rules.yaml');

/** Reads the one configuration of clusters and trees; throws where the file does not say it rightly. */
export const readSegmentationRules = (file = shipped): SegmentationRules => readRules(shape, file);
