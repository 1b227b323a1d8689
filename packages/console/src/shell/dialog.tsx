// A dialog over the page: nothing under it goes away, the focus stays in it and returns to where it was.
import type { ReactNode } from "react";
import { Dialog, Heading, Modal, ModalOverlay } from "react-aria-components";

export function PageDialog({
  title,
  isOpen,
  close,
  children,
  isStubborn = false,
}: {
  readonly title: string;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly children: ReactNode;
  /** Whether it stays until it is answered. */
  readonly isStubborn?: boolean;
}) {
  return (
    <ModalOverlay
      className="overlay"
      isOpen={isOpen}
      onOpenChange={(open) => !open && close()}
      isDismissable={!isStubborn}
      isKeyboardDismissDisabled={isStubborn}
    >
      <Modal className="modal">
        <Dialog className="dialog">
          <Heading slot="title">{title}</Heading>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
