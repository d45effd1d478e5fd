import type { DragEvent } from 'react';

/** The type of what is dragged: no other page or file is taken for an appointment. */
const APPOINTMENT = 'application/x-mechanic-shop-appointment';

export interface Dragged {
  id: number;
  /** How many pixels below its upper end it was taken. */
  grip: number;
}

export function startDrag({ dataTransfer, currentTarget, clientY }: DragEvent<HTMLElement>, id: number): void {
  const grip = clientY - currentTarget.getBoundingClientRect().top;
  dataTransfer.effectAllowed = 'move';
  dataTransfer.setData(APPOINTMENT, JSON.stringify({ id, grip } satisfies Dragged));
}

/** Handlers of a place on which an appointment can be dropped. */
export function dropPlace(onDrop: (dragged: Dragged, event: DragEvent<HTMLElement>) => void) {
  return {
    onDragOver: (event: DragEvent) => {
      if (event.dataTransfer.types.includes(APPOINTMENT)) event.preventDefault();
    },
    onDrop: (event: DragEvent<HTMLElement>) => {
      const dragged = event.dataTransfer.getData(APPOINTMENT);
      if (dragged === '') return;
      event.preventDefault();
      onDrop(JSON.parse(dragged) as Dragged, event);
    },
  };
}
