#include "analyzers/korean/tails.hpp"

#include <algorithm>
#include <string>

#include "analyzers/korean/letters.hpp"
#include "analyzers/text/jamo.hpp"

// The inventory. Each string is a list of words; a word may be in several lists.
namespace nonmun::korean {
namespace {

using List = std::u32string_view;

constexpr List kAnyJosa =
    U"에서 에게 에게서 에 한테 한테서 께 께서 까지 부터 만 보다 처럼 만큼 대로 밖에 뿐 "
    U"뿐만 마다 하고 같이 조차 마저 에서부터 끼리 도 의 에다 에다가 같은 치고";
constexpr List kConsonantJosa =
    U"과 이나 이랑 이라도 이야말로 은 이 을 은커녕 이든지 이라든지 이라든가";
constexpr List kVowelJosa = U"와 나 랑 라도 야말로 는 가 를 는커녕 든지 라든지 라든가";
constexpr List kEuroJosa = U"으로 으로서 으로써 으로부터 으론";
constexpr List kRoJosa = U"로 로서 로써 로부터 론";
// 는 contracted with the particle before it: 에선 is 에서는.
constexpr List kContractedJosa = U"에선 에겐 에게선 한텐 한테선 께선 까진 부턴 보단";

// Particles stack; the condition of a stack is that of its base.
struct Stack {
  List base;
  List rest;
};
constexpr Stack kStacks[] = {
    {U"에서",
     U"는 도 만 의 나 라도 부터 까지 조차 마저 만의 만은 와 보다 처럼 뿐만 의도 든 든지 야"},
    {U"에", U"는 도 만 의 서 서는 서도 서의 라도 까지 조차 나 만은"},
    {U"에게", U"는 도 만 의 서 서는 로 까지 나 만은"},
    {U"한테", U"는 도 만 서"},
    {U"께", U"서는 서도"},
    {U"으로",
     U"는 도 만 의 까지 부터 부터는 부터의 부터도 나 라도 만은 만의 서의 서는 서도 써의 "
     U"써는 써도"},
    {U"로",
     U"는 도 만 의 까지 부터 부터는 부터의 부터도 나 라도 만은 만의 서의 서는 서도 써의 "
     U"써는 써도"},
    {U"부터", U"는 도 의 가 를 라도"},
    {U"까지", U"는 도 의 만 가 를 로 와 나 라도 에 에도 도의"},
    {U"만", U"은 이 을 의 으로 으로는 으로도 도 으로써 으로의"},
    {U"과", U"는 도 의 만 를"},
    {U"와", U"는 도 의 만"},
    {U"보다", U"는 도 더 의"},
    {U"처럼", U"은 만 도 의"},
    {U"만큼", U"은 의 이나 도 을 이"},
    {U"대로", U"의 는 만 도"},
    {U"밖에", U"는 도"},
    {U"뿐", U"만 만아니라 아니라 이 인 이다 입니다 더러"},
    {U"마다", U"의 도 는"},
    {U"하고", U"는 도 의"},
    {U"치고", U"는 도"},
    {U"끼리", U"의 는 도"},
};

// Safe after a stem of one syllable: 값을 is 값 + 을, but 회의 is not 회 + 의.
constexpr List kShortJosa =
    U"을 를 은 는 에 에서 에는 에도 으로 에서는 에서도 에게 으로는 까지 부터 이나 이라는 "
    U"입니다 이다 이며 에만 에서의 으로부터 보다 보다는 보다도 마다 까지만 까지는 까지도 까지의 "
    U"부터는 부터의 에선 에다 에다가 으론 이고 이지만 이면 이라면 이라고 이란 이니까 이든";

// The copula 이다. After a consonant these follow 이.
constexpr List kCopulaTails =
    U"면서도 다 며 고 지만 었다 었으며 었습니다 었고 었던 었지만 었는데 었을 었음 라는 라고 란 라 "
    U"라면 라며 라서 라도 라곤 란게 란건 므로 어서 기에 기도 기 기는 기때문에 자 든 든지 에요 죠 "
    U"냐 어야 "
    U"니 니까 면서 면 지 거나 라기보다 라기보다는 여 요 나 었으나 었기에 라고도 라고는 "
    U"라는것 라할 다는 다가 더라도 었다는 었다고 어도 었어도 란것 었나 었나요 었는가 "
    U"었는가요 었는지 었을까 었을까요 었니 었지 었지요 었죠 었냐 었음을 었기때문에 "
    U"었으므로";
constexpr List kVowelCopula =
    U"다 며 고 면 지만 죠 든 니까 "
    U"였다 였으며 였습니다 였고 였던 였지만 였는데 였을 였음 라는 라고 라면 라며 라서 라도 "
    U"라곤 란게 란건 므로 여서 기때문에 에요 여야 라기보다 라기보다는 였으나 였기에 라고도 "
    U"라고는 라는것 라할 였다는 였다고 여도 였어도 란것 였나 였나요 "
    U"였는가 였는가요 였는지 였을까 였을까요 였니 였지 였지요 였죠 였냐 였음을 였기때문에 "
    U"였으므로 란";
constexpr List kAnyCopula =
    U"이면서도 입니다 입니까 인 일 임 인데 인지 인가 일까 일지 임을 임에도 임이 인것 일때 일뿐 "
    U"인만큼 인만큼은 일뿐만 임과 임으로 인지를 인지는 인지에 인데다 인데도 이며 이고 "
    U"이지만 이거나 이면서 이면 이다 이었다 이었던 이라는 이라고 이란 인가요 인지요 일까요 "
    U"인걸까 인걸까요 이니 이야 이에요 였다 예요";

// Predicate endings, by what they follow.
constexpr List kVowelEndings =
    U"다 고 고는 고도 고자 고서 고있는 고있다 고있습니다 며 면 면서 면서도 지 지만 지는 "
    U"지도 지를 지않는 지않고 지않은 지않아 지않습니다 지않다 지못하는 지못한 지못했다 기 "
    U"기도 기에 기에는 기를 기가 기로 기는 기의 기만 기위해 기위한 기까지 기부터 기보다 "
    U"기보다는 기때문에 기때문이다 게 게는 게도 게끔 게된 게되는 게되었다 는 는데 는데도 "
    U"는데에 는지 는지를 는지에 는지는 는지의 는지도 는가 는가에 는것 는것은 는것이 는것을 "
    U"는데는 여 여서 여도 여야 여야만 여야한다 여야하는 였다 였고 였으며 였습니다 였던 "
    U"였는데 였지만 였음 였음을 였으나 였을 였다는 였다고 였기 였는지 였으므로 였기에 던 "
    U"던지 도록 도록하는 려고 려는 려면 려 려던 자 자는 자면 자마자 므로 므로써 니 니까 나 "
    U"거나 든 든지 더라도 더니 세요 십시오 시오 네 느냐 나요 는만큼 다가 다는 다고 다보니 "
    U"다면 기위하여 는바 느라 라 라는 라고 시는 신 시면 시고 시며 시다 시지 시지만 시기 시기에 "
    U"시거나 시니 시던 실 십니다 십니까 셔서 셔야 셨다 셨고 셨으며 셨습니다 어 어서 어야 어도 "
    U"어있는 어있다 "
    U"어진 었다 었고 었으며 었습니다 었던 었는데 었지만 었음 었음을 었으나 었을 었다는 "
    U"었다고 었기 었는지 었으므로 었기에 고있으며 는가요 는지요 냐 는걸까 는걸까요 자고 "
    U"게됨 였나 였나요 였는가 였을까 였니 였기때문에 였으면 었나 었나요 었는가 었는가요 "
    U"었을까 었니 었으면 고있는데 고있던 고있음을 고있다는 지못하고 지않으며 지않을 "
    U"지않는다 지않았다";
constexpr List kNieunEndings =
    U"가요 걸까 걸까요 다 다는 다고 다면 다며 데 지 지를 지에 지는 지의 지도 가 가를 가에 "
    U"것 것은 것이 것을 것으로 다는것 후 뒤 다음 채 만큼 바 적 다거나 다든지 다지만 "
    U"다기보다 답니다";
constexpr List kRieulEndings =
    U"수 수록 지 지를 지에 지는 지도 것 것을 것이 것은 것으로 때 뿐 뿐만 뿐만아니라 만큼 "
    U"만한 경우 까 까요 까지 때까지 때는 때의 때에 때도 라 수있는 수있다 수있도록 "
    U"수있습니다 수있게 수있으며 수있음을 수있고 수없는 수없다 것이다 것입니다 필요가 필요 "
    U"예정 예정이다 예정입니다 정도 정도로 지라도 가 래 게";
constexpr List kMieumEndings =
    U"을 은 이 에 과 의 도 만 으로 으로써 으로서 에도 에도불구하고 에따라 에있어 에는 에서 "
    U"으로는 으로부터 입니다 이다 이며 에의해 과동시에";
constexpr List kBieupEndings = U"니다 니다만 니까 시다 시오";
constexpr List kHaeEndings =
    U"서 서는 서도 도 야 야만 야하는 야한다 야합니다 야할 야한 야하며 야하고 지 진 진다 "
    U"지는 지고 지며 졌다 졌고 졌으며 졌습니다 져 져서 질 집니다 지면 지게 짐 주 주는 준 "
    U"준다 줄 주고 주며 줍니다 주었다 주었습니다 줬다 줌 왔다 왔고 왔으며 왔습니다 온 오는 "
    U"옴 오고 요 본 볼 보고 보면 보는 보았다 보자 놓은 놓고 내는 낸 내고 낸다 냈다 냅니다 "
    U"낼 내며 나가는 나갈 나간다 라 본다 봅니다 낸다는 둔 두고 두는 버린 버리는 버렸다 "
    U"있는 있다 있고 있으며 있습니다 있던";
constexpr List kPastEndings =
    U"습니다만 어서 어서도 어서는 으면서도 다 고 고도 으며 으나 는데 지만 던 을 음 음을 음에도 "
    U"음에도불구하고 음은 음이 습니다 "
    U"습니까 었다 었던 었고 었으며 었습니다 으면 으면서 기 기에 기때문에 기때문이다 는지 "
    U"는지를 는지에 는지는 다는 다고 다면 다가 다며 으므로 어요 어도 어야 으니 으니까 거나 "
    U"더라도 더니 나요 는가요 을까 을까요 니 냐 어 지요 죠 는지요 다던 을때까지 을때는 "
    U"던가 으려 으려고 다는것 던것 을때 네 나 는가 지 을지 을지라도 을것 을것이다 을뿐 "
    U"음으로 으리라 다거나 는데도 는데도불구하고 기도 기는 단 답니다";
constexpr List kConsonantEndings =
    U"은 은데 은지 은지를 은가 은것 은채 은후 을 을수록 을때 을지 을까 을것 을수 을뿐 음 음을 음은 "
    U"음이 음에도 음으로 으며 으면 으면서 으면서도 으므로 으니 으니까 으나 으려는 으려고 으로써";
constexpr List kUnmistakableEndings =
    U"거나 면서 면서도 도록 려면 려는 려고 는데 는지 는지를 더라도 므로 는다 는다는 는다고 으며 "
    U"으면 "
    U"으면서 으면서도 으려면 으려는 으려고 으므로 으니까 을수록";

template <typename Each>
void for_each_word(List list, Each each) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(U' '), list.size());
    each(list.substr(0, end));
    list.remove_prefix(std::min(end + 1, list.size()));
  }
}

TailTable build() {
  TailTable table;
  const auto add = [&](List list, Roles roles, List prefix = {}) {
    for_each_word(list, [&](List word) {
      table.at_or_insert(std::u32string(prefix) + std::u32string(word)) |= roles;
    });
  };
  add(kAnyJosa, kJosaAny);
  add(kContractedJosa, kJosaAny);
  add(kConsonantJosa, kJosaConsonant);
  add(kVowelJosa, kJosaVowel);
  add(kEuroJosa, kJosaConsonantNotRieul);
  add(kRoJosa, kJosaVowelOrRieul);
  for (const Stack& stack : kStacks) {
    add(stack.rest, table.at_or_insert(stack.base) & kJosaRoles, stack.base);
  }
  add(kShortJosa, kShort);
  add(kCopulaTails, kCopulaConsonant, U"이");
  add(kVowelCopula, kCopulaVowel);
  add(kAnyCopula, kCopulaAny);
  add(kVowelEndings, kAfterVowel);
  add(kNieunEndings, kAfterNieun);
  add(kRieulEndings, kAfterRieul);
  add(kMieumEndings, kAfterMieum);
  add(kBieupEndings, kAfterBieup);
  add(kHaeEndings, kAfterHae);
  add(kPastEndings, kAfterPast);
  add(kConsonantEndings, kAfterConsonant);
  add(kUnmistakableEndings, kUnmistakable);
  // The passive 지다 after 해, 아, 어: 높아질수록.
  constexpr List kPassive[] = {kVowelEndings, kNieunEndings, kRieulEndings,
                               kMieumEndings, kBieupEndings, kPastEndings};
  constexpr List kForms[] = {U"지", U"진", U"질", U"짐", U"집", U"졌"};
  for (std::size_t i = 0; i < std::size(kForms); ++i) add(kPassive[i], kAfterHae, kForms[i]);
  for_each_word(kVowelEndings, [&](List word) {
    // ㄹ falls before ㄴ and ㅅ.
    const unsigned onset = text::decompose(word.front()).onset;
    if (onset == kNieunOnset || onset == kSiotOnset) table.at_or_insert(word) |= kAfterLostRieul;
  });
  return table;
}

}  // namespace

const TailTable& tails() {
  static const TailTable table = build();
  return table;
}

}  // namespace nonmun::korean
