import { useMutation } from '@tanstack/react-query';
import { useTexts } from '../../i18n/i18n.tsx';
import { useShopClient } from '../../shop/shop.ts';
import { Button } from '../../ui/button.tsx';
import { openDocument } from '../../ui/document.ts';
import { Refusal } from '../../ui/refusal.tsx';

/** Opens an invoice as PDF, to print or to keep. */
export function Invoice({ id, number }: { id: number; number: string }) {
  const { mine } = useTexts();
  const shop = useShopClient();
  const pdf = useMutation({ mutationFn: async () => openDocument(await shop.invoices.pdf.query({ id })) });
  return (
    <div>
      <Button isDisabled={pdf.isPending} onPress={() => pdf.mutate()}>
        {mine.invoice(number)}
      </Button>
      <Refusal error={pdf.error} />
    </div>
  );
}
