use domain::personal_data::Kind;

/// Chance from a seed, and the numbers that can be made of it. The check digits are computed another way than the
/// platform does.
pub(crate) struct Maker {
    state: u64,
}

impl Maker {
    pub(crate) fn new(state: u64) -> Self {
        Self { state }
    }

    pub(crate) fn below(&mut self, most: usize) -> usize {
        self.state = self
            .state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.state >> 33).unwrap() % most
    }

    pub(crate) fn one<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.below(of.len())]
    }

    pub(crate) fn digits(&mut self, count: usize) -> String {
        (0..count).map(|_| self.below(10).to_string()).collect()
    }

    /// A value of a kind, as somebody might type it.
    pub(crate) fn value(&mut self, kind: Kind) -> String {
        match kind {
            Kind::ResidentId if self.below(4) == 0 => self.old_id(),
            Kind::ResidentId => {
                let id = self.resident_id();
                self.written(&id, &[&[6, 8, 4], &[6, 4, 4, 4], &[3, 3, 4, 4, 4]])
            }
            Kind::Mobile => {
                let number = format!(
                    "{}{}",
                    self.one(&["138", "139", "150", "166", "177", "189", "191"]),
                    self.digits(8)
                );
                let number = self.written(&number, &[&[3, 4, 4], &[3, 8], &[7, 4]]);
                self.one(&["", "", "", "+86", "+86 ", "0086-", "86-"]).to_owned() + &number
            }
            Kind::Landline => self.landline(),
            Kind::BankCard => self.bank_card(),
            Kind::Address => self.address(),
            Kind::Passport => {
                let number = match self.below(4) {
                    0 => format!("E{}", self.digits(8)),
                    1 => format!("G{}", self.digits(8)),
                    2 => format!("E{}{}", self.one(&["A", "B", "K", "P", "Z"]), self.digits(7)),
                    _ => format!("{}{}", self.one(&["D", "S", "P", "SE", "DE"]), self.digits(7)),
                };
                self.width(&number)
            }
            Kind::Plate => self.plate(),
            Kind::SocialSecurity => {
                let length = self.below(7) + 7;
                let number = format!("{}{}", self.one(&["3", "5", "7", "9"]), self.digits(length));
                self.width(&number)
            }
            Kind::Email => {
                let host = self.one(&[
                    "example.com",
                    "mail.example.cn",
                    "shili.example.org",
                    "exam-ple.net",
                ]);
                let local = self.one(&["zhang.san", "lishi_88", "w-ang", "shili2026", "z.s+gk"]);
                self.width(&format!("{local}@{host}"))
            }
        }
    }

    /// The province is real, the rest is nowhere.
    pub(crate) fn region(&mut self) -> &'static str {
        self.one(&["110199", "320998", "440799", "510888", "650997", "370799"])
    }

    fn old_id(&mut self) -> String {
        let (year, month, day) = (self.below(60) + 30, self.below(12) + 1, self.below(28) + 1);
        format!("{}{year:02}{month:02}{day:02}{}", self.region(), self.digits(3))
    }

    /// The check character by the other definition of ISO 7064: the whole is 1 modulo 11.
    pub(crate) fn resident_id(&mut self) -> String {
        let (year, month, day) = (self.below(70) + 1935, self.below(12) + 1, self.below(28) + 1);
        let front = format!("{}{year}{month:02}{day:02}{}", self.region(), self.digits(3));
        let rest = front
            .chars()
            .fold(0, |rest, digit| (rest + digit.to_digit(10).unwrap()) * 2 % 11);
        match (12 - rest) % 11 {
            10 => front + "X",
            check => front + &check.to_string(),
        }
    }

    /// The same with another check character.
    pub(crate) fn wrong_id(&mut self) -> String {
        let mut id = self.resident_id();
        let last = id.pop().unwrap().to_digit(10).unwrap_or(3);
        id + &((last + 1 + u32::try_from(self.below(8)).unwrap()) % 10).to_string()
    }

    pub(crate) fn office_telephone(&mut self) -> (&'static str, String) {
        let (area, length) = [
            ("010", 8),
            ("021", 8),
            ("028", 8),
            ("0571", 8),
            ("0998", 7),
            ("0355", 7),
        ][self.below(6)];
        (area, format!("{}{}", self.below(7) + 2, self.digits(length - 1)))
    }

    fn landline(&mut self) -> String {
        let (area, number) = self.office_telephone();
        let text = match self.below(4) {
            0 => format!("{area}-{number}"),
            1 => format!("({area}){number}"),
            2 => format!("{area} {} {}", &number[..4], &number[4..]),
            _ => format!("{area}{number}"),
        };
        self.width(&text)
    }

    /// The check digit of Luhn by trying, the doubled digits from a table.
    fn bank_card(&mut self) -> String {
        const DOUBLED: [u32; 10] = [0, 2, 4, 6, 8, 1, 3, 5, 7, 9];
        let length = [16, 19, 19][self.below(3)];
        let front = format!("62{}", self.digits(length - 3));
        let sum = |last: &u32| -> u32 {
            let digits: Vec<u32> = front.chars().map(|digit| digit.to_digit(10).unwrap()).collect();
            let doubled = digits
                .iter()
                .rev()
                .step_by(2)
                .map(|digit| DOUBLED[usize::try_from(*digit).unwrap()]);
            let plain = digits.iter().rev().skip(1).step_by(2);
            doubled.sum::<u32>() + plain.sum::<u32>() + last
        };
        let last = (0..10).find(|last| sum(last).is_multiple_of(10)).unwrap();
        let card = format!("{front}{last}");
        let shapes: &[&[usize]] = if length == 19 {
            &[&[4, 4, 4, 4, 3], &[6, 13]]
        } else {
            &[&[4, 4, 4, 4], &[6, 10]]
        };
        self.written(&card, shapes)
    }

    fn plate(&mut self) -> String {
        let signs = match self.below(3) {
            0 => self.digits(5),
            1 => format!("{}{}", self.one(&["D", "F", "A"]), self.digits(5)),
            _ => format!("{}{}", self.digits(3), self.one(&["AB", "K7", "3X", "Z9"])),
        };
        let place = self.one(&["京", "沪", "粤", "川", "豫", "新", "苏"]);
        let plate = format!(
            "{place}{}{}{signs}",
            self.one(&["A", "B", "C", "K"]),
            self.one(&["", "", "·", " ", "-"])
        );
        self.width(&plate)
    }

    fn address(&mut self) -> String {
        let district = self.one(&["示例市示例区", "示例省示例市", "例县", "示例市东示区", ""]);
        let town = self.one(&["幸福街道", "和平镇", "示例乡", "", "城关镇"]);
        let (a, b, c) = (self.below(98) + 1, self.below(20) + 1, self.below(8) + 1);
        let door = (self.below(28) + 1) * 100 + self.below(6) + 1;
        let detail = match self.below(9) {
            0 => format!("和平路{a}号院{b}号楼{c}单元{door}室"),
            1 => format!("阳光小区{b}栋{c}单元{door}"),
            2 => format!("李家村{c}组{a}号"),
            3 => format!("团结路{a}弄{b}号{door}室"),
            4 => format!("滨河花园{b}幢{door}室"),
            5 => format!("建设新村{b}-{c}-{door}"),
            6 => format!("人民路{a}号"),
            7 => format!("东风村{a}号"),
            _ => format!("柳树巷{a}号附{c}号"),
        };
        format!("{district}{town}{}", self.width(&detail))
    }

    /// With spaces, dots or hyphens between groups, or in full width, or as it is.
    fn written(&mut self, number: &str, shapes: &[&[usize]]) -> String {
        let mut text = number.to_owned();
        if self.below(3) == 0 {
            let shape = shapes[self.below(shapes.len())];
            let (mut rest, mut groups) = (number, Vec::new());
            for length in shape {
                let (group, more) = rest.split_at((*length).min(rest.len()));
                groups.push(group);
                rest = more;
            }
            groups.push(rest);
            groups.retain(|group| !group.is_empty());
            text = groups.join(self.one(&[" ", "-", "  ", "·", "－"]));
        }
        self.width(&text)
    }

    /// Now and then in full width.
    fn width(&mut self, text: &str) -> String {
        if self.below(5) != 0 {
            return text.to_owned();
        }
        let wide = |c: char| match c {
            '!'..='~' => char::from_u32(u32::from(c) + 0xfee0).unwrap(),
            other => other,
        };
        text.chars().map(wide).collect()
    }
}
