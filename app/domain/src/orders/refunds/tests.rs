use proptest::prelude::*;

use super::*;

fn line(ordered: i64, total: i64, tax: i64) -> RefundableLine {
    RefundableLine {
        quantities: LineQuantities { ordered, ..LineQuantities::default() },
        total,
        tax,
        discount: 0,
        refunded_amount: 0,
        refunded_tax: 0,
    }
}

fn order(lines: Vec<RefundableLine>, shipping: i64, shipping_tax: i64) -> RefundableOrder {
    let captured = lines.iter().map(|l| l.total).sum::<i64>() + shipping;
    RefundableOrder { lines, shipping, shipping_tax, captured, ..RefundableOrder::default() }
}

fn units(line: usize, quantity: i64) -> RefundLine {
    RefundLine { line, quantity, amount: None, restock: true }
}

fn ask(lines: Vec<RefundLine>) -> RefundRequest {
    RefundRequest { lines, ..RefundRequest::default() }
}

/// Books a refund as the caller does.
fn book(order: &mut RefundableOrder, done: &RefundPreview) {
    for share in &done.lines {
        let line = &mut order.lines[share.line];
        line.refunded_amount += share.amount;
        line.refunded_tax += share.tax;
        line.quantities.refunded += share.quantity;
        line.quantities.cancelled += share.pieces.cancelled;
        if share.restock {
            line.quantities.returned += share.pieces.sent;
        }
    }
    order.shipping_refunded += done.shipping;
    order.shipping_refunded_tax += done.shipping_tax;
    order.refunded += done.amount;
}

#[test]
fn three_pieces_of_ten_cents_give_back_three_four_and_three() {
    let mut sold = order(vec![line(3, 10, 2)], 0, 0);
    let mut steps = Vec::new();
    for _ in 0..3 {
        let step = preview(&sold, &ask(vec![units(0, 1)])).unwrap();
        steps.push((step.amount, step.tax));
        book(&mut sold, &step);
    }
    assert_eq!(steps, [(3, 1), (4, 1), (3, 0)]);
    assert_eq!(sold.refunded, 10);
    assert_eq!(preview(&sold, &ask(vec![units(0, 1)])), Err(RefundError::TooManyPieces { line: 0, left: 0 }));
}

#[test]
fn shipping_is_given_back_with_its_tax_up_to_what_was_paid() {
    let mut sold = order(vec![line(1, 1000, 160)], 490, 78);
    let half = preview(&sold, &RefundRequest { shipping: 245, ..RefundRequest::default() }).unwrap();
    assert_eq!((half.amount, half.shipping_tax, half.maximum), (245, 39, 1490));
    book(&mut sold, &half);
    let too_much = preview(&sold, &RefundRequest { shipping: 246, ..RefundRequest::default() });
    assert_eq!(too_much, Err(RefundError::BadShipping(245)));
}

#[test]
fn an_amount_by_hand_is_bounded_by_what_is_left() {
    let mut sold = order(vec![line(2, 1000, 160)], 0, 0);
    let goodwill = RefundRequest { amount: Some(300), ..RefundRequest::default() };
    let done = preview(&sold, &goodwill).unwrap();
    assert_eq!((done.computed, done.adjustment, done.amount), (0, 300, 300));
    book(&mut sold, &done);
    let rest = preview(&sold, &ask(vec![units(0, 2)])).unwrap();
    assert_eq!((rest.computed, rest.amount, rest.adjustment), (1000, 700, -300));
    for amount in [0, 701] {
        let request = RefundRequest { amount: Some(amount), ..RefundRequest::default() };
        assert_eq!(preview(&sold, &request), Err(RefundError::BadAmount(700)));
    }
}

#[test]
fn a_lowered_price_counts_against_the_pieces_later() {
    let mut sold = order(vec![line(2, 1000, 160)], 0, 0);
    let lower = RefundLine { line: 0, quantity: 0, amount: Some(100), restock: false };
    let done = preview(&sold, &ask(vec![lower])).unwrap();
    assert_eq!((done.amount, done.tax), (100, 16));
    book(&mut sold, &done);
    let first = preview(&sold, &ask(vec![units(0, 1)])).unwrap();
    assert_eq!((first.amount, first.tax), (400, 64));
    book(&mut sold, &first);
    let second = preview(&sold, &ask(vec![units(0, 1)])).unwrap();
    book(&mut sold, &second);
    assert_eq!((sold.refunded, sold.lines[0].refunded_tax), (1000, 160));
}

#[test]
fn pieces_that_are_settled_go_first_then_unsent_ones() {
    let quantities =
        LineQuantities { ordered: 6, cancelled: 1, fulfilled: 3, returned: 1, refunded: 1, delivered: 3 };
    assert_eq!(refund_pieces(quantities, 1), RefundPieces { settled: 1, cancelled: 0, sent: 0 });
    assert_eq!(refund_pieces(quantities, 5), RefundPieces { settled: 1, cancelled: 2, sent: 2 });
}

#[test]
fn faulty_requests_are_refused() {
    let sold = order(vec![line(2, 1000, 160), line(1, 0, 0)], 0, 0);
    let go = |lines| preview(&sold, &ask(lines)).map(|done| done.amount);
    assert_eq!(go(vec![]), Err(RefundError::Empty));
    assert_eq!(go(vec![units(7, 1)]), Err(RefundError::UnknownLine(7)));
    assert_eq!(go(vec![units(0, 1), units(0, 1)]), Err(RefundError::NamedTwice(0)));
    assert_eq!(go(vec![units(0, -1)]), Err(RefundError::BadLine(0)));
    assert_eq!(go(vec![units(0, 0)]), Err(RefundError::BadLine(0)));
    let dear = RefundLine { amount: Some(1001), ..units(0, 1) };
    assert_eq!(go(vec![dear]), Err(RefundError::LineTooMuch { line: 0, left: 1000 }));
    // A free piece is taken back for nothing.
    assert_eq!(go(vec![units(1, 1)]), Ok(0));
    let unpaid = RefundableOrder { captured: 0, ..sold.clone() };
    assert_eq!(preview(&unpaid, &ask(vec![units(0, 1)])), Err(RefundError::NothingLeft));
    assert_eq!(preview(&unpaid, &ask(vec![])), Err(RefundError::NothingLeft));
}

prop_compose! {
    fn any_line()(
        ordered in 1i64..12, total in 0i64..100_000, tax in 0i64..=1000, discount in 0i64..5_000, fulfilled in 0i64..12,
    ) -> RefundableLine {
        let mut line = line(ordered, total, total * tax / 1000);
        line.discount = discount;
        line.quantities.fulfilled = fulfilled.min(ordered);
        line
    }
}

proptest! {
    #[test]
    fn pieces_given_back_in_any_steps_sum_to_exactly_the_order(
        lines in prop::collection::vec(any_line(), 1..5),
        shipping in 0i64..2_000,
        steps in prop::collection::vec((0usize..5, 1i64..4, any::<bool>()), 0..40),
    ) {
        let mut sold = order(lines, shipping, shipping / 6);
        let mut discounts = vec![0; sold.lines.len()];
        for (at, quantity, restock) in steps {
            let at = at % sold.lines.len();
            let request = ask(vec![RefundLine { restock, ..units(at, quantity) }]);
            if let Ok(done) = preview(&sold, &request) {
                let share = done.lines[0];
                prop_assert!(share.amount >= share.tax && share.tax >= 0 && share.discount >= 0);
                prop_assert_eq!(share.pieces.settled + share.pieces.cancelled + share.pieces.sent, quantity);
                discounts[at] += share.discount;
                book(&mut sold, &done);
                prop_assert!(sold.lines[at].quantities.is_sound());
            }
            prop_assert!(sold.refunded <= sold.captured);
        }
        let rest = everything(&sold, true);
        for share in preview(&sold, &rest).iter().flat_map(|done| &done.lines) {
            discounts[share.line] += share.discount;
        }
        if let Ok(done) = preview(&sold, &rest) {
            prop_assert_eq!(done.adjustment, 0);
            book(&mut sold, &done);
        }
        prop_assert_eq!(sold.refunded, sold.captured);
        prop_assert_eq!(sold.shipping_refunded_tax, sold.shipping_tax);
        for (line, discount) in sold.lines.iter().zip(discounts) {
            prop_assert_eq!((line.refunded_amount, line.refunded_tax, discount), (line.total, line.tax, line.discount));
        }
    }

    #[test]
    fn amounts_by_hand_never_give_back_more_than_was_paid(
        lines in prop::collection::vec(any_line(), 1..4),
        steps in prop::collection::vec((0usize..4, 0i64..3, prop::option::of(0i64..40_000), prop::option::of(0i64..90_000)), 0..30),
    ) {
        let mut sold = order(lines, 700, 111);
        for (at, quantity, amount, whole) in steps {
            let wanted = RefundLine { line: at % sold.lines.len(), quantity, amount, restock: false };
            let request = RefundRequest { lines: vec![wanted], shipping: 0, amount: whole };
            if let Ok(done) = preview(&sold, &request) {
                book(&mut sold, &done);
            }
            prop_assert!(sold.refunded <= sold.captured);
            for line in &sold.lines {
                let net = line.total - line.tax;
                let net_back = line.refunded_amount - line.refunded_tax;
                prop_assert!((0..=net).contains(&net_back) && (0..=line.tax).contains(&line.refunded_tax));
            }
        }
    }
}
