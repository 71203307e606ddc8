#include "analyzers/korean/vocabulary.hpp"

#include <algorithm>
#include <array>

#include "analyzers/korean/letters.hpp"
#include "analyzers/text/jamo.hpp"

namespace nonmun::korean {
namespace {

using View = std::u32string_view;

// Each table is sorted; words are general vocabulary of papers, never taken from test queries.

// Nouns whose last syllables look like a particle, a copula or an ending.
constexpr View kNouns[] = {
    U"가설",     U"가이드라인", U"감기",     U"값",       U"강원도",     U"강의",     U"강화도",
    U"거북이",   U"걸음",       U"것",       U"게임",     U"겨드랑이",   U"격려",     U"견해",
    U"결과",     U"결의",       U"결합",     U"경기도",   U"경로",       U"경상도",   U"고려",
    U"고양이",   U"곰팡이",     U"곳",       U"공해",     U"공헌",       U"과도",     U"구도",
    U"구름",     U"국한",       U"굵기",     U"권한",     U"귀",         U"그대로",   U"그래디언트",
    U"그러나",   U"그러므로",   U"그렇다면", U"그리고",   U"그리스도",   U"그림",     U"극한",
    U"글",       U"기기",       U"기울기",   U"길이",     U"꾸밈",       U"꿈",       U"끈",
    U"나머지",   U"난해",       U"날씨",     U"남북한",   U"넓이",       U"녹음",     U"녹지",
    U"높이",     U"뇌",         U"누구나",   U"눈",       U"느낌",       U"늙은이",   U"다각도",
    U"다용도",   U"다음",       U"단계",     U"대로",     U"대리인",     U"대조",     U"대화",
    U"대회",     U"더욱이",     U"도구",     U"도메인",   U"독려",       U"동의",     U"동해",
    U"되먹임",   U"따라서",     U"따로",     U"때때로",   U"또는",       U"또한",     U"라마",
    U"라인",     U"로드맵",     U"로이",     U"루트",     U"르완다",     U"마음",     U"마이크로",
    U"말",       U"망",         U"매우",     U"매크로",   U"맥락",       U"맵",       U"먼지",
    U"메가",     U"메타",       U"모음",     U"모임",     U"몬테카를로", U"몸",       U"무한",
    U"묶음",     U"문의",       U"물음",     U"민주주의", U"믿음",       U"바나나",   U"바로",
    U"바이든",   U"반드시",     U"반려",     U"반의",     U"발",         U"밝기",     U"방해",
    U"배려",     U"베란다",     U"벽",       U"별도",     U"별로",       U"보고",     U"보고서",
    U"보도",     U"부하",       U"북한",     U"분의",     U"분할",       U"분해",     U"비교",
    U"비하",     U"빈도",       U"빛",       U"사례",     U"사이",       U"산하",     U"상의",
    U"상황",     U"새로",       U"색",       U"샷",       U"서로",       U"서울",     U"세기",
    U"세로",     U"세트",       U"셀",       U"소나",     U"소음",       U"손",       U"손해",
    U"수의",     U"스스로",     U"승려",     U"시나리오", U"시도",       U"시카고",   U"식",
    U"신고",     U"실로",       U"쌍",       U"쓰기",     U"쓰임",       U"아마도",   U"아젠다",
    U"안티",     U"알고리즘",   U"알베도",   U"알파",     U"앞",         U"양동이",   U"양해",
    U"어느",     U"어림",       U"언어",     U"얼마나",   U"에너지",     U"여러",     U"여전히",
    U"역할",     U"염려",       U"오메가",   U"오페라",   U"오해",       U"온도",     U"옷",
    U"완화",     U"요구",       U"용의",     U"우간다",   U"우도",       U"우려",     U"우편함",
    U"움직임",   U"원숭이",     U"원인",     U"유의",     U"유한",       U"이로",     U"이름",
    U"이메일",   U"이미",       U"이미지",   U"이상",     U"이의",       U"이하",     U"이해",
    U"일부",     U"읽기",       U"입",       U"입고",     U"입자",       U"입지",     U"자주",
    U"잠수함",   U"잡음",       U"재해",     U"저조도",   U"저하",       U"저해",     U"적어도",
    U"전라도",   U"전문가",     U"젊은이",   U"점",       U"접근",       U"접지",     U"제도",
    U"제로",     U"제안",       U"제어",     U"제주도",   U"제한",       U"종이",     U"주로",
    U"주의",     U"지도",       U"지침",     U"지팡이",   U"차원",       U"참고",     U"처음",
    U"척도",     U"체인",       U"최대한",   U"최소한",   U"추가",       U"축하",     U"충청도",
    U"층",       U"칩",         U"카메라",   U"캐나다",   U"코",         U"코끼리",   U"코사인",
    U"크기",     U"투표함",     U"틀",       U"팀",       U"파라미터",   U"파이",     U"파일",
    U"패러다임", U"포함",       U"폭",       U"프레임",   U"피해",       U"필요",     U"하나",
    U"하이라",   U"하지만",     U"한계",     U"한도",     U"함의",       U"항공모함", U"협의",
    U"호랑이",   U"호의",       U"회로",     U"회의",     U"흐름",       U"힘",
};

// Nouns that also end compounds, where the rules would cut their last syllable.
constexpr View kBoundNouns[] = {
    U"가능도",   U"강도",     U"개인주의",   U"결과론",     U"결과보고",   U"경로",
    U"경사도",   U"경사면",   U"경제인",     U"계약일",     U"고난도",     U"곡면",
    U"공고일",   U"공산주의", U"공시가",     U"공익법인",   U"공휴일",     U"과세연도",
    U"관계인",   U"관련도",   U"교육제도",   U"교차로",     U"국경일",     U"군인",
    U"궤도",     U"균일",     U"기념일",     U"기업인",     U"기여도",     U"기준일",
    U"긴급도",   U"나일론",   U"난이도",     U"난해도",     U"낭만주의",   U"내국인",
    U"년도",     U"노숙인",   U"노인",       U"놀이",       U"농도",       U"농업법인",
    U"농업인",   U"뉴트론",   U"다양도",     U"다원주의",   U"단면도",     U"단일",
    U"달성도",   U"대기화면", U"대리인",     U"대출한도",   U"동양인",     U"동일",
    U"드론",     U"등록일",   U"디스플레이", U"로그인화면", U"마감일",     U"마이크론",
    U"만족도",   U"맞벌이",   U"명의인",     U"모니터화면", U"몬테카를로", U"몰입도",
    U"미국인",   U"민감도",   U"민원인",     U"민주주의",   U"밀도",       U"바탕화면",
    U"반사도",   U"반사면",   U"반지도",     U"발급일",     U"방송인",     U"배수로",
    U"변호인",   U"보장제도", U"보증인",     U"보증한도",   U"보험제도",   U"복잡도",
    U"복지제도", U"분포도",   U"비대면",     U"비영리법인", U"비지도",     U"빈도",
    U"사고",     U"사실도",   U"사실주의",   U"사업보고",   U"사업연도",   U"사회제도",
    U"사회주의", U"상속인",   U"상수도",     U"서양인",     U"선명도",     U"선호도",
    U"설계도",   U"설정화면", U"성숙도",     U"성취도",     U"세밀도",     U"소개화면",
    U"소상공인", U"속도",     U"숙련도",     U"순서도",     U"승인",       U"시작화면",
    U"시행일",   U"신뢰도",   U"신청인",     U"신청일",     U"실거래가",   U"실용주의",
    U"심각도",   U"십자가",   U"싱크로트론", U"쌍둥이",     U"안전도",     U"안테나",
    U"애호가",   U"약지도",   U"어린이",     U"어업인",     U"언론인",     U"업무보고",
    U"여론",     U"연관도",   U"연금제도",   U"연예인",     U"예술론",     U"예술인",
    U"예정일",   U"온도",     U"완성도",     U"외국법인",   U"외국인",     U"요인",
    U"요일",     U"우주론",   U"우크라이나", U"운임",       U"원자로",     U"원자론",
    U"위험도",   U"유사도",   U"음모론",     U"응집도",     U"의미론",     U"의존도",
    U"이론",     U"이상주의", U"이해도",     U"인상주의",   U"인지도",     U"일관도",
    U"일반인",   U"일본인",   U"일치도",     U"임대인",     U"임차인",     U"자기지도",
    U"자본주의", U"자유도",   U"자유주의",   U"자율지도",   U"자체지도",   U"장애인",
    U"재현도",   U"적합도",   U"전개도",     U"전문의",     U"전체화면",   U"접수일",
    U"정밀도",   U"정치인",   U"정확도",     U"제국주의",   U"존재론",     U"종교인",
    U"종료일",   U"종말론",   U"준지도",     U"중간보고",   U"중국인",     U"중요도",
    U"중증도",   U"지급일",   U"지원제도",   U"지하도",     U"직장인",     U"진화론",
    U"집중도",   U"참여도",   U"책임",       U"척도",       U"청구인",     U"청렴도",
    U"초기화면", U"최고",     U"최고가",     U"최저가",     U"추가",       U"추론",
    U"출생일",   U"출원인",   U"충성도",     U"충실도",     U"측면도",     U"친밀도",
    U"친화도",   U"카메라",   U"칸막이",     U"코로나",     U"클론",       U"터치화면",
    U"토론",     U"통사론",   U"통일",       U"투명도",     U"특이도",     U"퍼셉트론",
    U"페르소나", U"평가",     U"평면도",     U"평활도",     U"표면",       U"표현주의",
    U"프레임",   U"피고인",   U"피로도",     U"하수도",     U"학교법인",   U"한국인",
    U"합리주의", U"해상도",   U"햇살론",     U"허가",       U"현대인",     U"현실도",
    U"현실주의", U"형태론",   U"호감도",     U"혼란도",     U"혼잡도",     U"확인",
    U"활용도",   U"활주로",   U"회계연도",   U"회로",       U"회의론",     U"효용도",
    U"휴가",     U"희소도",
};

// Dictionary stems (without 다) that no rule can tell from nouns. ㅂ-irregular ones end in ㅂ.
constexpr View kPredicates[] = {
    U"가깝",     U"가꾸",       U"가누",     U"가로지르", U"가르",     U"가르치",   U"가리",
    U"가리키",   U"가볍",       U"가져오",   U"가지",     U"갇",       U"갇히",     U"갈리",
    U"감추",     U"갖",         U"갖추",     U"같",       U"갚",       U"거느리",   U"거두",
    U"거들",     U"거스르",     U"거치",     U"건너",     U"건너뛰",   U"건드리",   U"건지",
    U"걷",       U"걸리",       U"걸어가",   U"걸치",     U"게으르",   U"겨루",     U"겪",
    U"견디",     U"견주",       U"결정짓",   U"겹치",     U"경이롭",   U"고달프",   U"고르",
    U"고맙",     U"고치",       U"고프",     U"괜찮",     U"괴롭",     U"괴롭히",   U"구기",
    U"구르",     U"굳",         U"굳히",     U"굴리",     U"굵",       U"굶",       U"굶기",
    U"굽",       U"귀엽",       U"귀찮",     U"그리",     U"그립",     U"그치",     U"긁",
    U"긁히",     U"긋",         U"기다리",   U"기르",     U"기쁘",     U"기울이",   U"길",
    U"깊",       U"까다롭",     U"깎",       U"깎이",     U"깔",       U"깜빡이",   U"깨",
    U"깨닫",     U"깨물",       U"깨어나",   U"깨우",     U"깨지",     U"꺼내",     U"꺼리",
    U"꺼지",     U"꺾",         U"꺾이",     U"껴안",     U"꼬집",     U"꼽",       U"꼽히",
    U"꽂",       U"꾸",         U"꾸리",     U"꾸미",     U"꾸짖",     U"꿇",       U"꿰",
    U"끄",       U"끄덕이",     U"끊",       U"끊기",     U"끌",       U"끌어당기", U"끌어올리",
    U"끓",       U"끓이",       U"끝내",     U"끼얹",     U"끼우",     U"끼치",     U"나가",
    U"나누",     U"나뉘",       U"나르",     U"나무라",   U"나쁘",     U"나아가",   U"나오",
    U"나타나",   U"나타내",     U"날카롭",   U"남",       U"남기",     U"낫",       U"낮",
    U"낮추",     U"낳",         U"내놓",     U"내던지",   U"내려가",   U"내려놓",   U"내려오",
    U"내리",     U"내보내",     U"내쫓",     U"넓",       U"넓히",     U"넘",       U"넘기",
    U"넘어가",   U"넘어서",     U"넘어지",   U"넘치",     U"넣",       U"녹",       U"녹이",
    U"놀랍",     U"놀리",       U"높",       U"높이",     U"놓",       U"놓이",     U"놓치",
    U"누르",     U"누리",       U"눌리",     U"눕",       U"눕히",     U"느끼",     U"느리",
    U"늘리",     U"늘어나",     U"늘어놓",   U"늙",       U"늦",       U"늦추",     U"다가가",
    U"다가오",   U"다그치",     U"다니",     U"다다르",   U"다듬",     U"다루",     U"다르",
    U"다스리",   U"다지",       U"다채롭",   U"다치",     U"다투",     U"닦",       U"단조롭",
    U"닫",       U"닫히",       U"달래",     U"달리",     U"닮",       U"닳",       U"담",
    U"담그",     U"담기",       U"당기",     U"닿",       U"대들",     U"더듬",     U"더디",
    U"더럽",     U"더럽히",     U"던지",     U"덥",       U"덧붙이",   U"덮",       U"덮이",
    U"덮치",     U"데리",       U"데우",     U"도맡",     U"돋",       U"돋보이",   U"돌리",
    U"돌보",     U"돌아가",     U"돌아보",   U"돌아서",   U"돌아오",   U"돌이키",   U"돕",
    U"되돌리",   U"되돌아보",   U"되찾",     U"두껍",     U"두드러지", U"두드리",   U"두렵",
    U"두르",     U"뒤덮",       U"뒤떨어지", U"뒤엎",     U"뒤집",     U"뒤처지",   U"드나들",
    U"드러나",   U"드러내",     U"드리",     U"드물",     U"듣",       U"들르",     U"들리",
    U"들먹이",   U"들어가",     U"들어서",   U"들어오",   U"들여다보", U"들이마시", U"들추",
    U"들키",     U"따라가",     U"따르",     U"땋",       U"때우",     U"떠나",     U"떠들",
    U"떠맡",     U"떠받치",     U"떠오르",   U"떠올리",   U"떨어뜨리", U"떨어지",   U"떫",
    U"떼",       U"뚫",         U"뛰",       U"뛰어나",   U"뛰어넘",   U"뛰어들",   U"뛰어오르",
    U"뛰쳐나가", U"뜨",         U"뜨겁",     U"뜯",       U"뜯어고치", U"띄우",     U"마르",
    U"마시",     U"마치",       U"막",       U"막히",     U"만나",     U"만들",     U"만족스럽",
    U"만지",     U"많",         U"말리",     U"맑",       U"망가뜨리", U"망가지",   U"망설이",
    U"맞",       U"맞닿",       U"맞먹",     U"맞서",     U"맞추",     U"맞히",     U"맡",
    U"맡기",     U"매기",       U"매끄럽",   U"매달",     U"매달리",   U"맵",       U"맺",
    U"머금",     U"머무르",     U"먹",       U"먹히",     U"멀어지",   U"멈추",     U"메우",
    U"모르",     U"모으",       U"모이",     U"모자라",   U"몰아내",   U"무겁",     U"무너뜨리",
    U"무너지",   U"무덥",       U"무릅쓰",   U"무섭",     U"묶",       U"묶이",     U"묻히",
    U"물들",     U"물러나",     U"물리치",   U"뭉치",     U"미끄러지", U"미루",     U"미치",
    U"믿",       U"밀리",       U"밉",       U"바꾸",     U"바뀌",     U"바라",     U"바라보",
    U"바로잡",   U"바르",       U"바쁘",     U"박히",     U"반갑",     U"반짝이",   U"받",
    U"받들",     U"받아들이",   U"받아쓰",   U"받아적",   U"밝",       U"밝혀내",   U"밝히",
    U"밟",       U"밟히",       U"배부르",   U"배우",     U"뱉",       U"버리",     U"버티",
    U"번거롭",   U"번쩍이",     U"벌어지",   U"벌이",     U"벗",       U"벗기",     U"벗어나",
    U"보내",     U"보살피",     U"보여주",   U"보이",     U"볶",       U"본뜨",     U"부드럽",
    U"부딪치",   U"부럽",       U"부르",     U"부서지",   U"부수",     U"부풀",     U"부풀리",
    U"북돋",     U"불러일으키", U"불리",     U"불어나",   U"불어넣",   U"불태우",   U"붉",
    U"붓",       U"붙",         U"붙들",     U"붙이",     U"붙잡",     U"비비",     U"비싸",
    U"비우",     U"비추",       U"비치",     U"비틀",     U"빌리",     U"빗나가",   U"빚",
    U"빛나",     U"빛내",       U"빠뜨리",   U"빠르",     U"빠지",     U"빼",       U"빼앗",
    U"빼앗기",   U"뻗",         U"뽑",       U"뽑히",     U"뿌리치",   U"사납",     U"사들이",
    U"사라지",   U"사로잡",     U"살리",     U"살아가",   U"살아남",   U"살찌",     U"살펴보",
    U"살피",     U"삶",         U"삼",       U"삼키",     U"새기",     U"새롭",     U"생겨나",
    U"생기",     U"서두르",     U"서투르",   U"섞",       U"섞이",     U"선보이",   U"섣부르",
    U"섬기",     U"세우",       U"속삭이",   U"속이",     U"손쉽",     U"솟",       U"솟아오르",
    U"숙이",     U"숨기",       U"숨지",     U"쉽",       U"스며들",   U"스치",     U"슬기롭",
    U"슬프",     U"시달리",     U"시들",     U"싣",       U"싫",       U"싱겁",     U"싸우",
    U"싸이",     U"쌓",         U"쌓아올리", U"쌓이",     U"썩",       U"쏘",       U"쏘아올리",
    U"쏟",       U"쏠리",       U"쓰다듬",   U"쓰러뜨리", U"쓰러지",   U"쓰이",     U"씹",
    U"씻",       U"씻기",       U"아깝",     U"아끼",     U"아니",     U"아름답",   U"아물",
    U"아우르",   U"아프",       U"안타깝",   U"앉",       U"앉히",     U"않",       U"알리",
    U"알아내",   U"알아듣",     U"알아보",   U"알아차리", U"앓",       U"앞당기",   U"앞서",
    U"앞지르",   U"얇",         U"얕",       U"어기",     U"어둡",     U"어렵",     U"어설프",
    U"어우르",   U"어울리",     U"얹",       U"얹히",     U"얻",       U"얼버무리", U"얽히",
    U"업신여기", U"업히",       U"없애",     U"엉키",     U"엎",       U"에우",     U"에워싸",
    U"여기",     U"엮",         U"엮이",     U"열리",     U"엿듣",     U"엿보",     U"옅",
    U"예쁘",     U"오르",       U"오므리",   U"올라가",   U"올라오",   U"올리",     U"올바르",
    U"옭아매",   U"옮기",       U"옳",       U"외롭",     U"외우",     U"외치",     U"우러르",
    U"우려내",   U"울리",       U"움직이",   U"움츠리",   U"움켜쥐",   U"웃",       U"웃기",
    U"웅크리",   U"으깨",       U"읊",       U"이기",     U"이끌",     U"이끌어내", U"이롭",
    U"이루",     U"이루어지",   U"이뤄지",   U"이어가",   U"이어받",   U"이어지",   U"이지러지",
    U"익",       U"익히",       U"일삼",     U"일어나",   U"일어서",   U"일으키",   U"읽",
    U"읽히",     U"잃",         U"입",       U"입히",     U"잇",       U"잇따르",   U"잊",
    U"자라",     U"자라나",     U"자르",     U"자연스럽", U"자유롭",   U"작",       U"잠그",
    U"잠기",     U"잠들",       U"잡",       U"잡아먹",   U"잡히",     U"재우",     U"저미",
    U"저버리",   U"저지르",     U"적시",     U"적히",     U"절이",     U"젊",       U"점잖",
    U"접",       U"접어들",     U"젓",       U"젖",       U"조심스럽", U"조화롭",   U"좁",
    U"좁히",     U"좇",         U"좋",       U"주고받",   U"주무르",   U"주어지",   U"주저앉",
    U"죽",       U"죽이",       U"줄어들",   U"줄이",     U"줍",       U"즐겁",     U"즐기",
    U"지나",     U"지나가",     U"지나치",   U"지내",     U"지니",     U"지르",     U"지새우",
    U"지우",     U"지치",       U"지키",     U"지피",     U"지혜롭",   U"집어넣",   U"짓",
    U"짓누르",   U"짓밟",       U"짖",       U"짙",       U"짚",       U"짜",       U"짧",
    U"쪼개",     U"쪼그리",     U"쫓",       U"쫓기",     U"쫓아내",   U"쬐",       U"찌르",
    U"찍",       U"찍히",       U"찡그리",   U"찢",       U"차갑",     U"찾",       U"찾아가",
    U"찾아내",   U"찾아오",     U"채우",     U"챙기",     U"추스르",   U"춤추",     U"춥",
    U"치르",     U"치우",       U"치켜세우", U"캐내",     U"켜",       U"켜지",     U"크",
    U"키우",     U"태어나",     U"태우",     U"튀",       U"튕기",     U"파헤치",   U"팔리",
    U"퍼뜨리",   U"퍼붓",       U"퍼지",     U"펴내",     U"펼치",     U"폭넓",     U"푸르",
    U"풀",       U"풀리",       U"풍요롭",   U"피어나",   U"피우",     U"한결같",   U"할퀴",
    U"핥",       U"합치",       U"해내",     U"해롭",     U"해치",     U"허덕이",   U"허물",
    U"헐뜯",     U"헤매",       U"헤아리",   U"헤어지",   U"헤치",     U"헷갈리",   U"후비",
    U"훑",       U"휘",         U"휘날리",   U"휘두르",   U"흐르",     U"흔들",     U"흔들리",
    U"흘러가",   U"흘러나오",   U"흘리",     U"흥미롭",   U"흩",       U"흩뜨리",   U"흩어지",
    U"힘들",     U"힘입",
};

void add_form(Vocabulary& words, const std::u32string& form, Roles endings, View stem) {
  Entry& entry = words.at_or_insert(form);
  if (entry.stem.empty()) entry.stem = stem;
  if (entry.stem == stem) entry.endings |= endings;
}

std::u32string replaced(View word, char32_t last) {
  std::u32string out(word);
  out.back() = last;
  return out;
}

bool is_bright(char32_t syllable) {
  return text::vowel_of(syllable) == kA || text::vowel_of(syllable) == kO;
}

// 따라 and 치러, but 달라 of 다르.
bool is_regular_in_reu(View stem) {
  static constexpr View kStems[] = {U"따르", U"치르", U"들르", U"다다르", U"우러르"};
  return std::any_of(std::begin(kStems), std::end(kStems),
                     [&](View regular) { return stem.ends_with(regular); });
}

// The form in -아/-어 of an open stem: 보이 → 보여, 나누 → 나눠, 다르 → 달라, 크 → 커.
std::u32string hae_form(View stem) {
  const char32_t last = stem.back();
  const bool bright = stem.size() > 1 && is_bright(stem[stem.size() - 2]);
  switch (text::vowel_of(last)) {
    case kI:
      return replaced(stem, text::with_vowel(last, kYeo));
    case kU:
      return replaced(stem, text::with_vowel(last, kWo));
    case kO:
      return replaced(stem, text::with_vowel(last, kWa));
    case kOe:
      return replaced(stem, text::with_vowel(last, kWae));
    case kEu: {
      std::u32string out = replaced(stem, text::with_vowel(last, bright ? kA : kEo));
      if (last == U'르' && stem.size() > 1 && !is_regular_in_reu(stem)) {
        out[out.size() - 2] = text::with_coda(out[out.size() - 2], kRieul);
      }
      return out;
    }
    default:
      return std::u32string(stem);
  }
}

void add_predicate(Vocabulary& words, View stem) {
  const char32_t last = stem.back();
  const unsigned coda = text::coda_of(last);
  const char32_t bare = text::without_coda(last);
  const bool irregular = coda == kBieup && kRegularBieup.find(last) == View::npos;
  const bool shortened = stem.size() > 1 && (coda == kRieul || irregular);
  const std::u32string key = shortened ? replaced(stem, bare) : std::u32string(stem);
  const auto add = [&](const std::u32string& form, Roles endings) {
    add_form(words, form, endings, key);
  };
  const std::u32string whole(stem);
  const std::u32string cut = replaced(stem, bare);
  if (irregular) {
    add(whole, kAfterVowel);
    add(cut + U"우", kAfterVowel);
    add(cut + U"운", kAfterNieun);
    add(cut + U"울", kAfterRieul);
    add(cut + U"움", kAfterMieum);
    add(cut + U"워", kAfterHae);
    add(cut + U"웠", kAfterPast);
    if (stem == U"돕") add(U"도와", kAfterHae);
    if (stem == U"돕") add(U"도왔", kAfterPast);
    return;
  }
  if (coda == kNoCoda || coda == kRieul) {
    add(cut, coda == kRieul ? kAfterLostRieul : kAfterVowel);
    add(replaced(stem, text::with_coda(last, kNieun)), kAfterNieun);
    add(replaced(stem, text::with_coda(last, kRieul)), kAfterRieul);
    add(replaced(stem, text::with_coda(last, coda == kRieul ? kRieulMieum : kMieum)), kAfterMieum);
    add(replaced(stem, text::with_coda(last, kBieup)), kAfterBieup);
  }
  if (coda == kNoCoda) {
    const std::u32string hae = hae_form(stem);
    add(hae, kAfterHae);
    add(replaced(hae, text::with_coda(hae.back(), kSsangSiot)), kAfterPast);
    add(whole + U"어", kAfterHae);
    add(whole + U"었", kAfterPast);
    return;
  }
  // The stem as it is before a vowel where that differs: 걸 of 걷, 지 of 짓.
  constexpr View kIrregularDieut = U"걷듣싣";
  constexpr View kIrregularSiot = U"낫짓잇붓긋젓";
  constexpr unsigned kDieut = 7;
  const bool dieut =
      coda == kDieut && (kIrregularDieut.find(last) != View::npos || stem == U"깨닫");
  if (dieut || kIrregularSiot.find(last) != View::npos) {
    const std::u32string open = dieut ? replaced(stem, text::with_coda(last, kRieul)) : cut;
    const bool bright = is_bright(last);
    add(whole, kAfterVowel);
    add(open + U"으", kAfterVowel);
    // 들어 is mostly of 들다, 들은 and 들을 are mostly particles.
    if (stem != U"듣") {
      add(open + U"은", kAfterNieun);
      add(open + U"을", kAfterRieul);
      add(open + U"음", kAfterMieum);
      add(open + (bright ? U"아" : U"어"), kAfterHae);
    }
    add(open + (bright ? U"았" : U"었"), kAfterPast);
    return;
  }
  add(whole, coda == kRieul ? kAfterVowel : kAfterVowel | kAfterConsonant);
  add(whole + (is_bright(last) ? U"아" : U"어"), kAfterHae);
  add(whole + (is_bright(last) ? U"았" : U"었"), kAfterPast);
}

Vocabulary build() {
  Vocabulary words;
  for (View stem : kPredicates) add_predicate(words, stem);
  for (View noun : kNouns) words.at_or_insert(noun).noun = true;
  for (View noun : kBoundNouns) words.at_or_insert(noun).noun = true;
  return words;
}

}  // namespace

const Vocabulary& vocabulary() {
  static const Vocabulary words = build();
  return words;
}

bool ends_in_bound_noun(View word) {
  static const auto endings = [] {
    FlatMap<bool, /*Backwards=*/true> map;
    for (View noun : kBoundNouns) map.at_or_insert(noun) = true;
    return map;
  }();
  std::uint64_t hash = kHashSeed;
  for (std::size_t n = 1; n <= word.size() && n <= endings.longest(); ++n) {
    hash = hash_step(hash, word[word.size() - n]);
    if (endings.find(word.substr(word.size() - n), hash)) return true;
  }
  return false;
}

}  // namespace nonmun::korean
