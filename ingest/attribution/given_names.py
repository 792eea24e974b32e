"""Common given names of the English-speaking world and its neighbours, by the pronoun that goes with them.

They only help to choose whom "he" or "she" stands for; a name that is not here, or is given to both, helps nobody.
"""

_HE = """
aaron abdul abdullah adam ahmed aidan akira alan albert alejandro alex alexander alfred ali allan allen alvin amir
amit andre andreas andrew andy angus anil anthony antonio antony arjun arnold arthur arun ashok austin barry ben
benjamin bernard bernie bill billy bob bobby boris brad bradley brandon brendan brent brett brian bruce bruno bryan
bryce byron caleb calvin cameron carl carlos cesar chad charles charlie chester chris christian christopher clarence
claude clay cliff clifford clint clive cody colin connor conor corey craig curtis cyril dale damian damien dan daniel
danny darren darryl dave david dean declan dennis derek derrick desmond dev diego dirk dmitri dmitry dom dominic
donald doug douglas duncan dustin dwayne dwight dylan eamonn earl eddie edgar edmund eduardo edward edwin eli elias
elijah elliot elliott emmanuel enrique eric erik ernest ethan eugene evan fabio felix fernando fergus floyd
francesco francis francisco frank franklin fred freddie frederick gabriel gareth garrett gary gavin geoff
geoffrey george gerald gerard gerry gilbert giovanni glen glenn gordon graeme graham grant greg gregory guillermo
gus guy hamza harold harry harvey hassan hector henry herbert hiroshi howard hugh hugo humza ian ibrahim igor isaac
ivan jack jacob jake jamal james jamie jared jason javier jay jean-claude jeff jeffrey jeremy jerome jerry jesus jim
jimmy joe joel john johnny jon jonathan jorge jose joseph josh joshua josé juan julian julio justin kamal karim karl
keir keith ken kenneth kevin khalid kirk klaus kurt kwame kyle lamar larry lars lawrence lee len leo leon leonard
leonardo leroy leslie lewis liam lionel lloyd logan louis luca lucas luigi luis luke magnus malcolm manuel marc marcel
marco marcus mario mark markus martin marty marvin mathew matt matteo matthew maurice max michael miguel mike mikhail
miles mitch mitchell mohamed mohammad mohammed muhammad narendra nathan nathaniel neil nelson nicholas nick nicolas
nigel noah noel norman oleg oliver olivier omar oscar otto owen pablo patrick paul paulo pedro perry pete peter phil
philip philippe phillip pierre rafael rahul rajesh ralph ramon randy raphael raul ray raymond reggie reuben rex ricardo
richard rick ricky rob robert roberto robin rodney roger roland roman ron ronald rory ross roy ruben rupert
russell ryan salman sam samir samuel sandeep sanjay santiago satya scott sean sebastian sergei sergey seth shane shaun
shawn sidney simon spencer stan stanley stefan stephen steve steven stewart stuart sundar sunil suresh tariq ted terry
theo theodore thiago thierry thomas tim timothy toby todd tom tommy tony travis trent trevor tristan troy tyler vernon
victor vijay vikram vince vincent viktor vladimir wade wally walter warren wayne wesley wilfred will william winston
wolfgang xavier yusuf zach zachary zack zane
"""
_SHE = """
abigail ada adele adriana agatha agnes aisha alana alexa alexandra alexis alice alicia alina alison allison alma
amanda amber amelia amina amy ana anastasia andrea angela angelica angelina anita ann anna annabel anne annette annie
anya april ariana arlene ashley astrid audrey ava barbara beatrice becky belinda bella bernadette beth bethany betty
beverley beverly bianca bonnie brenda brianna bridget brittany brooke camilla camille candace carla carly
carmen carol carole carolina caroline carolyn carrie cassandra catherine cathy catriona cecilia celeste celia chantal
charlene charlotte chelsea cheryl chloe christiane christina christine christy ciara cindy claire clara clare claudia
colette colleen connie constance cora courtney crystal cynthia daisy dana danielle daphne davina dawn deborah debbie
debra deirdre delia denise diana diane dolores donna dora doris dorothy edith eileen elaine eleanor elena eliza
elizabeth ella ellen ellie eloise elsa elsie emily emma erica erika erin esme esther ethel eva eve evelyn faith
fatima felicity fiona flora florence frances francesca freya gabriela gabriella gabrielle gail gemma georgia
georgina geraldine gertrude gillian gina giorgia giulia gloria grace greta gretchen gwen hannah harriet
hayley hazel heather heidi helen helena henrietta hilary hillary holly hope ida imelda imogen india indira ingrid
irene irina iris isabel isabella isabelle isla ivy jackie jacqueline jane janet janice janine jasmine jean
jeanette jen jenna jennifer jenny jess jessica jill jo joan joanna joanne jocelyn jodie josephine joy joyce juanita
judith judy julia juliana julie juliet june justine kamala karen karin kate kath katherine kathleen kathryn kathy katie
katrina katy kayla keira kelly kendra kerry kiera kirsten kirsty kristen kristin kristina kylie lara latoya laura
lauren laurie leah leanne leila lena leonora leslie liliana lily linda lindsay lindsey lisa liz liza lizzie lois
lola lorna lorraine louisa louise lucia lucille lucinda lucy lydia lynda lynn lynne mabel maddie madeleine madeline
maeve maggie mandy marcia margaret margot maria mariah marie marina marion marissa marjorie marlene marsha martha
mary maureen meera megan meghan melanie melinda melissa mercedes mia michaela michelle mildred millie mina miranda
miriam moira molly mona monica muriel myra nadia nadine nancy naomi natalia natalie natasha nell nicola nicole
nicolette nina nora noreen norma octavia odette olga olive olivia paige pamela patricia patsy patti paula pauline
pearl peggy penelope penny petra philippa phoebe phyllis pippa polly poppy priscilla priya rachael rachel ramona
rebecca regina renee rhiannon rhona rhonda rita roberta rosa rosalind rose rosemary rosie roxanne ruby ruth
sabrina sadie sally samantha sandra sarah sasha saskia savannah selena serena shannon sharon sheila shelley
sheryl shirley siobhan sofia sonia sophia sophie stacey stella stephanie sue susan susanna suzanne sylvia tabitha
tamara tania tanya tara tatiana teresa tess thelma theresa tiffany tina toni tracey tracy trisha ursula ursula
valentina valerie vanessa vera veronica vicki vicky victoria viola violet virginia vivian vivien wanda wendy whitney
wilma winifred yasmin yolanda yvette yvonne zara zoe
"""

_BOTH = frozenset(_HE.split()) & frozenset(_SHE.split())
PRONOUN_OF = {
    name: pronoun
    for pronoun, names in (("he", _HE), ("she", _SHE))
    for name in names.split()
    if name not in _BOTH
}
GIVEN = (
    frozenset(_HE.split())
    | frozenset(_SHE.split())
    | frozenset("alex ashley casey jordan kim morgan pat taylor".split())
)
