use super::*;

fn kinds(text: &str) -> Vec<Kind> {
    find(text).into_iter().map(|found| found.kind).collect()
}

#[test]
fn a_resident_id_is_found_by_its_check_character() {
    // made up: region 110101, born 1990-03-07, with the right check character
    assert_eq!(kinds("证号11010119900307803X。"), [Kind::ResidentId]);
    assert_eq!(
        kinds("证号１１０１０１１９９００３０７８０３Ｘ"),
        [Kind::ResidentId]
    );
    assert_eq!(kinds("证号110101 19900307 803x"), [Kind::ResidentId]);
    assert_eq!(kinds("旧证号110101900307803"), [Kind::ResidentId]);
    assert_eq!(kinds("项目编号110101199003078031"), []);
}

#[test]
fn neighbours_groups_and_invisible_characters_hide_nothing() {
    for text in [
        "13800138000 13900139000",
        "11010119900307803X 13800138000",
        "+8613800138000",
        "编号3-13800138000",
        "证件类型1 11010119900307803X",
        "138.0013.8000",
        "138  0013 8000",
        "138\u{200b}00138000",
        "1 3 8 0 0 1 3 8 0 0 0",
    ] {
        assert!(!find(text).is_empty(), "{text}");
    }
    assert_eq!(kinds("13800138000 13900139000"), [Kind::Mobile, Kind::Mobile]);
}

#[test]
fn what_only_looks_alike_is_left_alone() {
    for text in [
        "金额12800138000元，内线8001",
        "编号213800138000",
        "拨打12345热线或12388举报",
        "监督电话：010-66123456",
        "共计13800138000元",
        "统一社会信用代码91110108MA01ABCD12",
        "发票号码24112000000012345678",
        "ISBN 978-7-01-002345-6",
        "会议地点：机关办公楼3楼301室",
        "幸福小区3栋2单元外墙修缮",
        "15 200 300 400",
        "2026年11月25日13时00分",
        "E20261125",
        "意见邮箱：yijian@example.com",
        "京政发〔2026〕12号",
    ] {
        assert_eq!(kinds(text), [], "{text}");
    }
}

#[test]
fn every_kind_is_found_and_masked_by_its_rule() {
    for (text, kind, masked) in [
        ("电话138-0013-8000", Kind::Mobile, "电话138＊＊＊＊8000"),
        (
            "证号11010119900307803X",
            Kind::ResidentId,
            "证号11＊＊＊＊＊＊＊＊＊＊＊＊＊03X",
        ),
        (
            "家庭电话010-66123456",
            Kind::Landline,
            "家庭电话010-＊＊＊＊＊＊56",
        ),
        (
            "家庭电话（0571）8765432",
            Kind::Landline,
            "家庭电话0571-＊＊＊＊＊32",
        ),
        (
            "卡号6222 0200 1122 3341",
            Kind::BankCard,
            "卡号6222＊＊＊＊＊＊＊＊3341",
        ),
        (
            "住址：示例市示例区幸福街道和平路12号3号楼2单元501室",
            Kind::Address,
            "住址：示例市示例区幸福街道＊＊＊",
        ),
        ("李家村3组15号的住户", Kind::Address, "＊＊＊的住户"),
        ("护照号E12345678", Kind::Passport, "护照号E1＊＊＊＊＊78"),
        ("车牌京A·12345", Kind::Plate, "车牌京A＊＊＊45"),
        (
            "社保号：1234567890",
            Kind::SocialSecurity,
            "社保号：12＊＊＊＊＊＊90",
        ),
        (
            "邮箱zhang.san@example.com",
            Kind::Email,
            "邮箱z＊＊＊@example.com",
        ),
    ] {
        assert_eq!(kinds(text), [kind], "{text}");
        assert_eq!(mask(text), masked);
        assert_eq!(find(masked), [], "{masked}");
    }
}
