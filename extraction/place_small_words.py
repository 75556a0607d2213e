"""Small words around place names: what stands before a name, what follows it, what heads one and what is none."""

from __future__ import annotations

from .text import folded_words

# Words that may stand directly before a bare place name.
LOCATIVE = folded_words(
    "في من إلى نحو على قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي وسط داخل بين محيط أطراف باتجاه مشارف عن ضمن قبالة "
    "بلدية ريف بريف وريف ريفي وسط جوار خارج صوب غادر غادرت غادروا دخلت دخل ضواحي تجاه حتى لمدينة ثم شمالا وفي ومن وإلى وعلى ونحو بلدة سيما أبرزها وأبرزها أهمها وأهمها تعد وتعد تعتبر وتعتبر شهدت وشهدت تشهد وتشهد"
)

ADD_NO_NAME = folded_words("التي الذي هذه هذا تلك ذلك كانت كان هي وهي و ثم أو التنظيم قبل بعد منذ حيث كما حول لا لم قد في من على إلى عن مع بين فيها فيه منها منه إليها إليه عليها عليه بها به لها له عنها عنه حولها فيهما عليهما منهما")
ITEM_OPENS = frozenset("،,:-/(.؛")
ITEM_CLOSES = frozenset("،,-/).؛")
TOPIC = frozenset(("اما", "واما"))
# What follows the name of a place that a sentence begins with.
PREDICATES = folded_words(
    "باتت بات أصبحت أصبح صارت صار ما لا لم التي الذي الخاضعة الخاضع الواقعة الواقع سقطت سقط وقعت وقع تسقط يسقط تخضع يخضع تحررت تنتقل انتقلت تخرج آلت في بيد تحت تشهد يشهد شهدت شهد هي هو عادت عاد"
)
OVERLOOKING = folded_words("المشرفة المشرف المطلة المطل")
REMAINS = folded_words("بقيت بقي ظلت ظل باتت بات أصبحت أصبح صارت صار غدت تزال زالت وبقيت وظلت وباتت وأصبحت وصارت")
HELD = folded_words("تحت في بيد بأيدي خاضعة خاضعا ضمن محاصرة محاصرا خارج بحوزة")
SIDES = folded_words("الشمالي الجنوبي الشرقي الغربي")
MEANT = folded_words("المدينة البلدة القرية المخيم المنطقة المحافظة الناحية الحي البلاد")
SURE_HEADS = folded_words("تل قصر جب خربة خربت كفر مثلث صوامع قلعة سد حويجة")
# Small words that begin known names (شرق الفرات) and no unknown ones.
NO_UNKNOWN = folded_words("قرب شمال جنوب شرق غرب شمالي جنوبي شرقي غربي داخل عند ضمن نحو باتجاه خلال وسط خارج تحت عبر")
NO_NAMES = folded_words("ريفها ريفه تابع تابعة تابعين أعلنت أعلن قالت قال محيطها محيطه أطرافها أطرافه")
OFFICES = folded_words("الرئاسة الرئيس البرلمان الحكومة القيادة الوزارة المحافظة الشركة الرابطة المنظمة الحزب")
DESCRIBED = ("سجن", "مقر", "قاعده", "معسكر", "منطقه")
NEW = folded_words("جديدة جديد أخرى صغيرة كبيرة واحدة كاملة")
UNIT_NAMES = folded_words("اللواء الفوج الفرقة لواء فوج فرقة الكيلو")
