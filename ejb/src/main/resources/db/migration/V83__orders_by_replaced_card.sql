-- A card that is destroyed is looked for among those that orders replace.
create index card_order_replaced on card_order (replaced_card);
