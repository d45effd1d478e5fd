import type { InspectionTemplate } from '@mechanic-shop/shared';
import { entityOf } from '../../core/events/entity.ts';

export const inspectionTemplateEntity = entityOf<InspectionTemplate>({
  name: 'inspection_template',
  audience: 'mechanic',
});
