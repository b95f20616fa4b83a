//! Carriers that merchants send with, and where their customers follow a parcel.

/// A carrier with a page for its tracking numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Carrier {
    /// What is stored, sent and shown.
    pub name: &'static str,
    /// The address of a parcel, with `{number}` for its tracking number.
    track: &'static str,
}

/// The known ones, by name. Any other name may be typed; it has no link.
pub const CARRIERS: &[Carrier] = &[
    Carrier { name: "DHL", track: "https://www.dhl.com/en/express/tracking.html?AWB={number}" },
    Carrier { name: "DPD", track: "https://tracking.dpd.de/status/en_US/parcel/{number}" },
    Carrier { name: "FedEx", track: "https://www.fedex.com/fedextrack/?trknbr={number}" },
    Carrier { name: "GLS", track: "https://gls-group.eu/track/{number}" },
    Carrier {
        name: "Hermes",
        track: "https://www.myhermes.de/empfangen/sendungsverfolgung/sendungsinformation#{number}",
    },
    Carrier { name: "PostNL", track: "https://jouw.postnl.nl/track-and-trace/{number}" },
    Carrier {
        name: "Royal Mail",
        track: "https://www.royalmail.com/track-your-item#/tracking-results/{number}",
    },
    Carrier { name: "UPS", track: "https://www.ups.com/track?tracknum={number}" },
    Carrier { name: "USPS", track: "https://tools.usps.com/go/TrackConfirmAction?tLabels={number}" },
];

/// The page that follows a parcel; empty for an unknown carrier or a number with characters
/// that no tracking number has.
pub fn tracking_url(carrier: &str, number: &str) -> String {
    let number: String = number.chars().filter(|c| !c.is_whitespace()).collect();
    let plain = !number.is_empty() && number.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    CARRIERS
        .iter()
        .find(|known| plain && known.name.eq_ignore_ascii_case(carrier.trim()))
        .map(|known| known.track.replace("{number}", &number))
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_parcel_of_a_known_carrier_has_a_page_and_nothing_typed_becomes_an_address() {
        assert_eq!(tracking_url("dhl", " 00 34 "), "https://www.dhl.com/en/express/tracking.html?AWB=0034");
        assert_eq!(tracking_url("Pigeon", "1"), "");
        assert_eq!(tracking_url("DHL", "1&x=\"<script>"), "");
        assert_eq!(tracking_url("DHL", ""), "");
    }
}
